package io.takt.sinks.copy;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a batch is written and how long a broken connection is tried.
 *
 * @param maxRows rows after which a batch is written, at least 1
 * @param maxBytes encoded bytes after which a batch is written; bounds the memory of a writer
 * @param flushInterval longest time a row waits, more than zero
 * @param retryFor how long a batch is tried again on a broken connection before the task fails
 * @param firstPause pause before the first of these tries; doubles up to 5 s
 */
public record SinkSettings(
    int maxRows, int maxBytes, Duration flushInterval, Duration retryFor, Duration firstPause)
    implements Serializable {

  /** Visible within a second: 1 000 rows or 200 ms. */
  public static final SinkSettings LATENCY =
      new SinkSettings(
          1_000, 8 << 20, Duration.ofMillis(200), Duration.ofSeconds(60), Duration.ofMillis(50));

  /** For catching up: 10 000 rows or 1 s. */
  public static final SinkSettings THROUGHPUT =
      new SinkSettings(
          10_000, 32 << 20, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMillis(50));

  /** Refuses what is not positive. */
  public SinkSettings {
    requirePositive("maxRows", maxRows);
    requirePositive("maxBytes", maxBytes);
    requirePositive("flushInterval", flushInterval.toMillis());
    requirePositive("firstPause", firstPause.toMillis());
    if (retryFor.isNegative()) {
      throw new IllegalArgumentException("sink retryFor: must not be negative, is " + retryFor);
    }
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("sink " + name + ": must be positive, is " + value);
    }
  }
}
