package io.takt.ingest.simulator.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Plant time: start + (wall − wall at start) × speed. Reading it is safe from any thread. */
public final class PlantClock {

  /** How to wait. */
  @FunctionalInterface
  public interface Waiting {

    /** Waits about that long; it may be less, never much more. */
    void sleep(Duration duration) throws InterruptedException;
  }

  private static final double NANOS_PER_MS = 1e6;

  private final long start;
  private final double speed;
  private final LongSupplier wallNanos;
  private final Waiting waiting;
  private final long wallStart;

  /**
   * A clock that starts now.
   *
   * @param speed plant seconds for a wall second, above 0
   * @param wallNanos a monotonic wall clock in nanoseconds
   * @param waiting how to wait for it
   */
  public PlantClock(Instant start, double speed, LongSupplier wallNanos, Waiting waiting) {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("speed must be a number above 0, not " + speed);
    }
    this.start = start.toEpochMilli();
    this.speed = speed;
    this.wallNanos = wallNanos;
    this.waiting = waiting;
    this.wallStart = wallNanos.getAsLong();
  }

  /** A clock on this machine's own time. */
  public static PlantClock starting(Instant start, double speed) {
    return new PlantClock(start, speed, System::nanoTime, PlantClock::sleep);
  }

  /** Plant time, epoch milliseconds. */
  public long now() {
    return start + (long) ((wallNanos.getAsLong() - wallStart) / NANOS_PER_MS * speed);
  }

  /** Waits until plant time has come to the instant, epoch milliseconds. */
  public void await(long instant) throws InterruptedException {
    for (long left = instant - now(); left > 0; left = instant - now()) {
      waiting.sleep(Duration.ofNanos(Math.max(1, (long) (left / speed * NANOS_PER_MS))));
    }
  }

  private static void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
  }
}
