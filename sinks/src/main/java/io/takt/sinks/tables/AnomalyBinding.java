package io.takt.sinks.tables;

import io.takt.avro.Anomaly;
import io.takt.avro.Contribution;
import io.takt.avro.SimilarEpisode;
import io.takt.sinks.copy.Binding;
import io.takt.sinks.copy.CopyBuffer;
import io.takt.sinks.copy.Rows;
import io.takt.sinks.copy.TableSql;
import java.util.List;

/** Episodes with what each signal has to do with them, and earlier ones that were alike. */
public final class AnomalyBinding implements Binding<Anomaly> {

  private static final long serialVersionUID = 1L;
  private static final List<String> KEY = List.of("asset_id", "started_at");

  private static final TableSql EPISODE =
      new TableSql(
          "anomaly",
          KEY,
          null,
          "revision",
          List.of(
              "ended_at",
              "peak_at",
              "severity",
              "regime",
              "detector",
              "work_order",
              "product",
              "verdict",
              "clears_when"),
          true);
  private static final TableSql SIGNAL =
      new TableSql(
          "anomaly_signal",
          KEY,
          "ordinal",
          "revision",
          List.of("signal", "share", "actual", "expected", "lower", "upper", "direction"),
          false);
  private static final TableSql SIMILAR =
      new TableSql(
          "anomaly_similar",
          KEY,
          "ordinal",
          "revision",
          List.of("similar_started_at", "similarity", "verdict"),
          false);

  @Override
  public String name() {
    return "anomaly";
  }

  @Override
  public List<Rows<Anomaly>> tables() {
    return List.of(EPISODES, SIGNALS, SIMILARS);
  }

  @Override
  public Key key(Anomaly anomaly) {
    return TextKey.of(anomaly.getAssetId(), anomaly.getStartedAt());
  }

  @Override
  public long revision(Anomaly anomaly) {
    return anomaly.getRevision();
  }

  @Override
  public boolean usuallyUpdates() {
    return true;
  }

  private static final Rows<Anomaly> EPISODES =
      new Rows<>(EPISODE) {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(Anomaly anomaly) {
          return 1;
        }

        @Override
        public void encode(Anomaly anomaly, int ordinal, CopyBuffer row) {
          row.text(anomaly.getAssetId());
          row.timestamp(anomaly.getStartedAt());
          row.timestamp(anomaly.getEndedAt());
          row.timestamp(anomaly.getPeakAt());
          row.float8(anomaly.getSeverity());
          row.text(anomaly.getRegime());
          row.text(anomaly.getDetector());
          row.text(anomaly.getWorkOrder());
          row.text(anomaly.getProduct());
          row.text(anomaly.getVerdict().name());
          row.text(anomaly.getClearsWhen());
          row.int8(anomaly.getRevision());
        }
      };

  private static final Rows<Anomaly> SIGNALS =
      new Rows<>(SIGNAL) {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(Anomaly anomaly) {
          return anomaly.getContributions().size();
        }

        @Override
        public void encode(Anomaly anomaly, int ordinal, CopyBuffer row) {
          Contribution part = anomaly.getContributions().get(ordinal);
          row.text(anomaly.getAssetId());
          row.timestamp(anomaly.getStartedAt());
          row.int2(ordinal);
          row.text(part.getSignal());
          row.float8(part.getShare());
          row.float8(part.getActual());
          row.float8(part.getExpected());
          row.float8(part.getLower());
          row.float8(part.getUpper());
          row.text(part.getDirection().name());
          row.int8(anomaly.getRevision());
        }
      };

  private static final Rows<Anomaly> SIMILARS =
      new Rows<>(SIMILAR) {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(Anomaly anomaly) {
          return anomaly.getSimilar().size();
        }

        @Override
        public void encode(Anomaly anomaly, int ordinal, CopyBuffer row) {
          SimilarEpisode like = anomaly.getSimilar().get(ordinal);
          row.text(anomaly.getAssetId());
          row.timestamp(anomaly.getStartedAt());
          row.int2(ordinal);
          row.timestamp(like.getStartedAt());
          row.float8(like.getSimilarity());
          row.text(like.getVerdict().name());
          row.int8(anomaly.getRevision());
        }
      };
}
