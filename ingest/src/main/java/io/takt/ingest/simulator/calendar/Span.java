package io.takt.ingest.simulator.calendar;

/**
 * A stretch of time.
 *
 * @param start first millisecond
 * @param end exclusive
 */
public record Span(long start, long end) {

  public Span {
    if (end < start) {
      throw new IllegalArgumentException(
          "a span must not end before it starts: " + start + " to " + end);
    }
  }

  /** True where the instant lies inside. */
  public boolean contains(long instant) {
    return start <= instant && instant < end;
  }
}
