package io.takt.jobs.downtime.cause;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long after a machine failed its neighbour waits: learned from the stops where that is plain,
 * for each pair and direction.
 */
final class BufferDelays {
  private static final long MINUTE = 60_000;

  /** Before anything is known. */
  private static final long AT_FIRST = 30 * MINUTE;

  private static final long LEAST = 2 * MINUTE;
  private static final long MOST = 60 * MINUTE;
  private static final int ENOUGH = 5;
  private static final int KEPT = 32;

  /** failed>waiting → start of the waiting stop → delay, in milliseconds. */
  final Map<String, TreeMap<Long, Long>> delays = new HashMap<>();

  /** The stop of {@code waiting} began so long after the one of {@code failed}. */
  void learn(String failed, String waiting, long start, long delay) {
    TreeMap<Long, Long> known = delays.computeIfAbsent(pair(failed, waiting), p -> new TreeMap<>());
    known.put(start, delay);
    if (known.size() > KEPT) {
      known.pollFirstEntry();
    }
  }

  /** How far back to look for the failure that {@code waiting} waits for. */
  long reach(String failed, String waiting) {
    TreeMap<Long, Long> known = delays.get(pair(failed, waiting));
    if (known == null || known.size() < ENOUGH) {
      return AT_FIRST;
    }
    long longest = 0;
    for (long delay : known.values()) {
      longest = Math.max(longest, delay);
    }
    return Math.max(LEAST, Math.min(MOST, longest * 3 / 2));
  }

  private static String pair(String failed, String waiting) {
    return failed + ">" + waiting;
  }
}
