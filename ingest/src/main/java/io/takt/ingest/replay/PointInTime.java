package io.takt.ingest.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** An instant as a mapping writes it: with an offset, or a date that means its local midnight. */
final class PointInTime {

  private PointInTime() {}

  /**
   * @throws MappingException when it is neither
   */
  static Instant read(String file, String place, String text, ZoneId zone) {
    String trimmed = text == null ? "" : text.trim();
    try {
      return trimmed.length() == 10
          ? LocalDate.parse(trimmed).atStartOfDay(zone).toInstant()
          : OffsetDateTime.parse(trimmed).toInstant();
    } catch (DateTimeException e) {
      throw MappingException.at(
          file,
          place,
          "'"
              + text
              + "' is no point in time; write it like 2026-01-31T06:00:00Z, or a date for its"
              + " midnight.");
    }
  }
}
