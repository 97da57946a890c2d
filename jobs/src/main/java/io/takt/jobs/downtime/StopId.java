package io.takt.jobs.downtime;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * What the key of a message on takt.stops or takt.anomalies says: all there is of one that was
 * deleted.
 *
 * @param start epoch milliseconds
 */
record StopId(String asset, long start) {

  /**
   * Reads a key as {@link io.takt.schemas.RecordKey} writes it.
   *
   * @throws IllegalArgumentException if it is none
   */
  static StopId of(String key) {
    StringBuilder asset = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '|') {
        return new StopId(asset.toString(), instant(key, key.substring(i + 1)));
      }
      if (c == '\\' && i + 1 < key.length()) {
        i++;
      }
      asset.append(key.charAt(i));
    }
    throw new IllegalArgumentException("\"" + key + "\" is no key asset_id|started_at.");
  }

  private static long instant(String key, String time) {
    try {
      return Instant.parse(time).toEpochMilli();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"" + key + "\" is no key asset_id|started_at.", e);
    }
  }
}
