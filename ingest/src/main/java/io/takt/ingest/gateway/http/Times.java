package io.takt.ingest.gateway.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as the gateway writes them. */
public final class Times {

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** As {@code 2026-03-28T13:00:00.000Z}; null for null. */
  public static String iso(Instant instant) {
    return instant == null ? null : ISO.format(instant);
  }
}
