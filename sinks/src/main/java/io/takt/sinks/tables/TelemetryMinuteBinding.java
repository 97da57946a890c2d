package io.takt.sinks.tables;

import io.takt.sinks.TelemetryMinute;
import io.takt.sinks.copy.CopyBuffer;
import java.time.Instant;
import java.util.List;

/** Telemetry by the minute. */
public final class TelemetryMinuteBinding extends OneRow<TelemetryMinute> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  public TelemetryMinuteBinding() {
    super(
        "telemetry_minute",
        List.of("asset_id", "signal", "minute"),
        "revision",
        List.of(
            "samples",
            "good",
            "uncertain",
            "bad",
            "used",
            "minimum",
            "maximum",
            "mean",
            "sd",
            "first_value",
            "last_value"));
  }

  @Override
  public Key key(TelemetryMinute minute) {
    return new MinuteOfSignal(minute.assetId(), minute.signal(), minute.minute());
  }

  @Override
  public long revision(TelemetryMinute minute) {
    return minute.revision();
  }

  @Override
  void encode(TelemetryMinute minute, CopyBuffer row) {
    row.text(minute.assetId());
    row.text(minute.signal());
    row.timestamp(minute.minute());
    row.int4(minute.samples());
    row.int4(minute.good());
    row.int4(minute.uncertain());
    row.int4(minute.bad());
    row.int4(minute.used());
    row.figure(minute.minimum());
    row.figure(minute.maximum());
    row.figure(minute.mean());
    row.figure(minute.sd());
    row.figure(minute.first());
    row.figure(minute.last());
    row.int8(minute.revision());
  }

  private record MinuteOfSignal(String assetId, String signal, long minute) implements Key {
    @Override
    public String column(int index) {
      return switch (index) {
        case 0 -> assetId;
        case 1 -> signal;
        default -> Instant.ofEpochMilli(minute).toString();
      };
    }

    @Override
    public int columns() {
      return 3;
    }
  }
}
