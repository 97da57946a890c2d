package io.takt.ingest.gateway.access;

import io.takt.ingest.gateway.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Closes the door for a while after too many wrong secrets. Safe for several threads. */
final class LockOut {

  private static final int MOST_KEYS = 10_000;

  private static final class Tries {
    private int wrong;
    private Instant until = Instant.MIN;
  }

  private final int most;
  private final Duration pause;
  private final InstantSource clock;
  private final RecentKeys<String, Tries> tries = new RecentKeys<>(MOST_KEYS);

  LockOut(int most, Duration pause, InstantSource clock) {
    this.most = most;
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * Counts one try as wrong before it is looked at, so that tries side by side cannot be more than
   * they may.
   *
   * @throws Problem 429 while the door is closed
   */
  synchronized void begin(String key) {
    Instant now = clock.instant();
    Tries of = tries.computeIfAbsent(key, first -> new Tries());
    if (now.isBefore(of.until)) {
      throw Problem.tooMany(
          "There were too many wrong tries.",
          (int) Math.max(1, Duration.between(now, of.until).toSeconds() + 1));
    }
    of.wrong++;
    if (of.wrong >= most) {
      of.wrong = 0;
      of.until = now.plus(pause);
    }
  }

  /** It was right after all. */
  synchronized void succeeded(String key) {
    tries.remove(key);
  }
}
