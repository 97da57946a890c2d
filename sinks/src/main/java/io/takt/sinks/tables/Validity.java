package io.takt.sinks.tables;

import io.takt.sinks.copy.CopyBuffer;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** From when to when a version holds: until the next one begins. */
final class Validity {

  private Validity() {}

  /**
   * Writes valid_from (-infinity: ever) and valid_to (null: for good) of a version; versions in
   * order of start.
   */
  static <V> void encode(
      List<V> versions, Function<V, Instant> validFrom, int ordinal, CopyBuffer row) {
    Instant from = validFrom.apply(versions.get(ordinal));
    if (from == null) {
      row.beginningOfTime();
    } else {
      row.timestamp(from);
    }
    row.timestamp(
        ordinal + 1 < versions.size() ? validFrom.apply(versions.get(ordinal + 1)) : null);
  }
}
