package io.takt.ingest.simulator;

import java.util.SplittableRandom;

/** Chance by seed: each concern has its own, so that switching one off changes no other. */
public final class Dice {
  private final SplittableRandom random;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The dice of one concern. */
  public static Dice of(long seed, String concern) {
    long hash = seed * 0x9E3779B97F4A7C15L;
    for (int i = 0; i < concern.length(); i++) {
      hash = (hash ^ concern.charAt(i)) * 0x100000001B3L;
      hash ^= hash >>> 29;
    }
    return new Dice(hash);
  }

  /** True with this probability. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Uniform in [from, to). */
  public double between(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** Uniform in [from, to), whole. */
  public long between(long from, long to) {
    return from >= to ? from : random.nextLong(from, to);
  }

  /** Uniform in [0, bound). */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** Exponential with this mean. */
  public double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  /** About normal with mean 0 and deviation 1, within ±3. */
  public double noise() {
    return (random.nextDouble()
            + random.nextDouble()
            + random.nextDouble()
            + random.nextDouble()
            - 2)
        * 1.732;
  }

  /** Raw bytes. */
  public byte[] bytes(int length) {
    byte[] made = new byte[length];
    for (int i = 0; i < length; i++) {
      made[i] = (byte) random.nextInt();
    }
    return made;
  }
}
