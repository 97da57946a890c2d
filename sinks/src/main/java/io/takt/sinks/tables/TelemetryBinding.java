package io.takt.sinks.tables;

import io.takt.sinks.TelemetrySample;
import io.takt.sinks.copy.Binding;
import io.takt.sinks.copy.CopyBuffer;
import io.takt.sinks.copy.Rows;
import io.takt.sinks.copy.TableSql;
import java.util.List;

/**
 * Samples as they come, each with the mark that its minute is to be summed anew where it needs one:
 * both in one transaction, so that whoever sees the mark sees the sample.
 */
public final class TelemetryBinding implements Binding<TelemetrySample> {

  private static final long serialVersionUID = 1L;
  private static final long MINUTE_MS = 60_000;

  private static final TableSql TELEMETRY =
      new TableSql(
          "telemetry",
          List.of("asset_id", "signal", "at"),
          null,
          null,
          List.of("value", "quality", "arrived_at", "source", "sequence"),
          false);
  private static final TableSql RESTATED =
      new TableSql(
          "telemetry_restated", List.of("asset_id", "minute"), null, null, List.of(), false);

  @Override
  public String name() {
    return "telemetry";
  }

  @Override
  public List<Rows<TelemetrySample>> tables() {
    return List.of(SAMPLES, MARKS);
  }

  @Override
  public boolean appendsOnly() {
    return true;
  }

  @Override
  public Key key(TelemetrySample sample) {
    throw new UnsupportedOperationException("samples are only ever added");
  }

  @Override
  public long revision(TelemetrySample sample) {
    return 0;
  }

  @Override
  public boolean usuallyUpdates() {
    return false;
  }

  private static final Rows<TelemetrySample> SAMPLES =
      new Rows<>(TELEMETRY) {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(TelemetrySample sample) {
          return 1;
        }

        @Override
        public void encode(TelemetrySample sample, int ordinal, CopyBuffer row) {
          row.text(sample.assetId());
          row.text(sample.signal());
          row.timestamp(sample.at());
          row.figure(sample.value());
          row.text(sample.quality().name());
          row.timestamp(sample.arrivedAt());
          row.text(sample.source());
          row.int8(sample.sequence());
        }
      };

  private static final Rows<TelemetrySample> MARKS =
      new Rows<>(RESTATED) {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(TelemetrySample sample) {
          return sample.restates() ? 1 : 0;
        }

        @Override
        public void encode(TelemetrySample sample, int ordinal, CopyBuffer row) {
          row.text(sample.assetId());
          row.timestamp(Math.floorDiv(sample.at(), MINUTE_MS) * MINUTE_MS);
        }
      };
}
