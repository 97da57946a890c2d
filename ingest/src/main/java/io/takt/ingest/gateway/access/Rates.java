package io.takt.ingest.gateway.access;

import io.takt.ingest.gateway.http.Problem;
import java.util.function.LongSupplier;

/** How much each sender may ask for: a token bucket per sender. Safe for several threads. */
public final class Rates {

  private static final int MOST_SENDERS = 10_000;
  private static final double NANOS = 1e9;

  /**
   * One rate.
   *
   * @param perSecond that go on for ever
   * @param burst that may come at once
   */
  public record Rate(double perSecond, double burst) {}

  private static final class Bucket {
    private double left;
    private long at;
  }

  private final Rate rate;
  private final LongSupplier nanos;
  private final RecentKeys<String, Bucket> buckets = new RecentKeys<>(MOST_SENDERS);

  /**
   * Full buckets.
   *
   * @param nanos a monotonic clock
   */
  public Rates(Rate rate, LongSupplier nanos) {
    this.rate = rate;
    this.nanos = nanos;
  }

  /**
   * Takes so much of the sender's share.
   *
   * @throws Problem 429 when there is not so much left; then nothing is taken
   */
  public synchronized void take(String sender, int amount, String what) {
    long now = nanos.getAsLong();
    Bucket bucket = buckets.get(sender);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.left = rate.burst();
      bucket.at = now;
      buckets.put(sender, bucket);
    }
    bucket.left =
        Math.min(rate.burst(), bucket.left + (now - bucket.at) / NANOS * rate.perSecond());
    bucket.at = now;
    if (bucket.left < amount) {
      int wait = (int) Math.max(1, Math.ceil((amount - bucket.left) / rate.perSecond()));
      throw Problem.tooMany(
          "There are more " + what + " than " + rate.perSecond() + " a second.", wait);
    }
    bucket.left -= amount;
  }
}
