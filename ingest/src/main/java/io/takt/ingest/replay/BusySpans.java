package io.takt.ingest.replay;

import java.util.Map;
import java.util.TreeMap;

/**
 * The union of spans that may overlap or touch: says where it is left, so that the end of one span
 * inside another is not taken for the end of both. Memory grows with the union's parts.
 */
final class BusySpans {

  private final TreeMap<Long, Long> endByStart = new TreeMap<>();

  /** Half-open, in epoch milliseconds; an empty span adds nothing. */
  void add(long start, long end) {
    if (end <= start) {
      return;
    }
    long from = start;
    long to = end;
    Map.Entry<Long, Long> before = endByStart.floorEntry(from);
    if (before != null && before.getValue() >= from) {
      from = before.getKey();
      to = Math.max(to, before.getValue());
    }
    for (Map.Entry<Long, Long> within = endByStart.ceilingEntry(from);
        within != null && within.getKey() <= to;
        within = endByStart.ceilingEntry(from)) {
      to = Math.max(to, within.getValue());
      endByStart.remove(within.getKey());
    }
    endByStart.put(from, to);
  }

  /** Whether a part of the union begins here. */
  boolean beginsAt(long millis) {
    return endByStart.containsKey(millis);
  }

  /** Whether a part of the union ends here. */
  boolean endsAt(long millis) {
    Map.Entry<Long, Long> before = endByStart.lowerEntry(millis);
    return before != null && before.getValue() == millis;
  }
}
