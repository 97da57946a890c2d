package io.takt.ingest.simulator.floor;

import io.takt.ingest.simulator.Dice;
import io.takt.ingest.simulator.master.Cause;

/** What one machine is going to suffer from next, and since when it shows. */
@SuppressWarnings("EnumOrdinal") // Weights lie by cause, within one run.
public final class Wear {
  private static final long MINUTE = 60_000;
  private static final double MEAN_MINUTES_BETWEEN = 300;
  private static final double SILENT = 0.2;
  private static final double WEAK_SPOT = 3;

  private final Dice dice;
  private final double[] weights = new double[Cause.values().length];
  private double totalWeight;
  private Cause cause = Cause.JAM;
  private long onset = Long.MAX_VALUE;
  private long due = Long.MAX_VALUE;
  private boolean silent;

  /** The wear of a machine of a class, with a weak spot of its own. */
  Wear(Dice dice, String machineClass) {
    this.dice = dice;
    Cause weakSpot = Cause.values()[dice.below(weights.length)];
    for (Cause candidate : Cause.values()) {
      double weight =
          candidate.weight()
              * candidate.proneness(machineClass)
              * (candidate == weakSpot ? WEAK_SPOT : 1);
      weights[candidate.ordinal()] = weight;
      totalWeight += weight;
    }
  }

  /** Draws what comes next after {@code now}. */
  void plan(long now) {
    cause = draw();
    long lead = (long) (cause.leadMinutes() * MINUTE * dice.between(0.6, 1.2));
    due = now + lead + 15 * MINUTE + (long) (dice.exponential(MEAN_MINUTES_BETWEEN) * MINUTE);
    onset = due - lead;
    silent = dice.chance(SILENT);
  }

  /** How long the repair takes, in milliseconds. */
  long duration() {
    double minutes = dice.between((double) cause.leastMinutes(), (double) cause.mostMinutes());
    return (long) (minutes * MINUTE);
  }

  public Cause cause() {
    return cause;
  }

  long onset() {
    return onset;
  }

  long due() {
    return due;
  }

  boolean silent() {
    return silent;
  }

  /** How far the cause has come, 0 to 1. */
  public double progress(long now) {
    if (now <= onset) {
      return 0;
    }
    return now >= due ? 1 : (double) (now - onset) / (due - onset);
  }

  private Cause draw() {
    double at = dice.between(0, totalWeight);
    for (Cause candidate : Cause.values()) {
      at -= weights[candidate.ordinal()];
      if (at < 0) {
        return candidate;
      }
    }
    return Cause.JAM;
  }
}
