package io.takt.jobs.telemetry;

import io.takt.avro.DataQuality;
import io.takt.avro.DataQualityKind;
import io.takt.jobs.anomaly.SensorFault;
import java.time.Instant;

/** Sensors that cannot be believed, as doubts about data; said again when it is over. */
final class SensorDoubts {

  private SensorDoubts() {}

  static DataQuality of(String asset, SensorFault fault) {
    DataQualityKind kind =
        switch (fault.kind()) {
          case STUCK -> DataQualityKind.SENSOR_STUCK;
          case MISSING, BAD -> DataQualityKind.SENSOR_MISSING;
          case OUT_OF_RANGE -> DataQualityKind.SENSOR_OUT_OF_RANGE;
        };
    String what =
        switch (fault.kind()) {
          case STUCK -> "has given nothing but %s".formatted(fault.value());
          case MISSING -> "has sent nothing";
          case BAD -> "has given no value to be trusted";
          case OUT_OF_RANGE ->
              "has given %s, far beyond its specification,".formatted(fault.value());
        };
    String until =
        fault.to() == null
            ? "; until it does better it is not judged."
            : " until " + Instant.ofEpochMilli(fault.to()) + ".";
    return new DataQuality(
        asset,
        kind,
        Instant.ofEpochMilli(fault.from()),
        fault.signal(),
        "Signal \"%s\" %s since %s%s"
            .formatted(fault.signal(), what, Instant.ofEpochMilli(fault.from()), until));
  }
}
