package io.takt.jobs.downtime.cause;

import java.util.Map;
import java.util.TreeMap;

/**
 * How often something went with each reason. What is long past counts less: half of it after 60
 * days. Adding is commutative, and adding the negative of a weight takes it back.
 */
public final class Tally {
  /** Milliseconds after which a stop counts half. */
  public static final double HALF_LIFE = 60.0 * 24 * 3_600_000;

  private static final double NOTHING = 1e-6;

  private final Map<String, Double> weights;
  private long asOf;

  public Tally() {
    this(new TreeMap<>(), Long.MIN_VALUE);
  }

  Tally(Map<String, Double> weights, long asOf) {
    this.weights = new TreeMap<>(weights);
    this.asOf = asOf;
  }

  /** Counts a reason once more, or with -1 once less, at the time of its stop. */
  void add(String reason, double weight, long at) {
    if (asOf == Long.MIN_VALUE) {
      asOf = at;
    }
    if (at > asOf) {
      double factor = decay(at - asOf);
      weights.replaceAll((r, w) -> w * factor);
      asOf = at;
    }
    double now = weights.merge(reason, weight * decay(asOf - at), Double::sum);
    if (Math.abs(now) < NOTHING) {
      weights.remove(reason);
    }
  }

  private static double decay(long passed) {
    return Math.pow(2, -passed / HALF_LIFE);
  }

  /** Weight of a reason; 0: none. */
  double of(String reason) {
    return Math.max(0, weights.getOrDefault(reason, 0.0));
  }

  /** Weight of all reasons. */
  double total() {
    double total = 0;
    for (double weight : weights.values()) {
      total += Math.max(0, weight);
    }
    return total;
  }

  /** Whether it counts nothing. */
  public boolean isEmpty() {
    return weights.isEmpty();
  }

  Map<String, Double> weights() {
    return weights;
  }

  long asOf() {
    return asOf;
  }
}
