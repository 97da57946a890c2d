package io.takt.ingest.replay;

import java.time.Instant;
import java.util.Map;

/** What became of one row of a file. */
sealed interface Step {

  /** A row that could not be read, and why. */
  record Refused(RawRow raw, String detail) implements Step {}

  /**
   * A row that could be read. What a row does not say is null.
   *
   * @param assetValue the asset as the file names it
   * @param assetId the asset as the streams name it
   * @param end end of the span that the row is; null: it is a moment
   */
  record Read(
      long line,
      String source,
      String assetValue,
      String assetId,
      Instant at,
      Instant end,
      String state,
      Figures figures,
      String order,
      String product,
      AlarmCell alarm,
      String reason,
      Map<String, Double> signals)
      implements Step {}

  /** Parts by kind; null: not counted. */
  record Figures(Double total, Double good, Double scrap, Double rework) {}

  /**
   * What the row says of alarms.
   *
   * @param code null: none is active
   * @param active null: the file does not say, an alarm lasts until the asset's next row without it
   */
  record AlarmCell(String code, Boolean active, io.takt.avro.AlarmSeverity severity, String text) {}
}
