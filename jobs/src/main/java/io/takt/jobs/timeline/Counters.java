package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import java.util.Arrays;

/**
 * What cumulative readings make: the last accepted reading of each of the four figures, and a
 * reading that was not believed and waits for the next one to confirm or refute it.
 *
 * <p>Figures are in the order total, good, scrap, rework; NaN where a source does not count one.
 */
final class Counters {
  static final int FIGURES = 4;

  /** What a sample turned out to be. */
  enum Verdict {
    BASELINE,
    ACCEPTED,
    RESET,
    QUARANTINED,
    /** The reading that was not believed before is confirmed; the jump itself counts nothing. */
    CONFIRMED
  }

  private final double[] base = nothing();
  private long baseAt = NONE;
  private final double[] candidate = nothing();
  private long candidateAt = NONE;

  /** Differences that the last sample made, in counts. */
  final double[] delta = new double[FIGURES];

  /** The accepted sample that the last sample's differences start from; NONE: it made none. */
  long deltaFrom = NONE;

  private static double[] nothing() {
    double[] figures = new double[FIGURES];
    Arrays.fill(figures, Double.NaN);
    return figures;
  }

  /** Whether there is a reading to count from. */
  boolean started() {
    return baseAt != NONE;
  }

  long baseAt() {
    return baseAt;
  }

  Counters copy() {
    Counters copy = new Counters();
    System.arraycopy(base, 0, copy.base, 0, FIGURES);
    copy.baseAt = baseAt;
    System.arraycopy(candidate, 0, copy.candidate, 0, FIGURES);
    copy.candidateAt = candidateAt;
    return copy;
  }

  boolean sameAs(Counters other) {
    return baseAt == other.baseAt
        && candidateAt == other.candidateAt
        && Arrays.equals(base, other.base)
        && Arrays.equals(candidate, other.candidate);
  }

  /** Takes the next sample; afterwards {@link #delta} and {@link #deltaFrom} say what it made. */
  Verdict step(Fact.OfCount sample, AssetSettings.CounterSettings settings) {
    double[] reading = {sample.total(), sample.good(), sample.scrap(), sample.rework()};
    double max = Double.isNaN(sample.counterMax()) ? settings.max() : sample.counterMax();
    Arrays.fill(delta, 0);
    deltaFrom = NONE;
    if (baseAt == NONE) {
      accept(reading, sample.at(), max, settings, false);
      return Verdict.BASELINE;
    }
    if (candidateAt != NONE) {
      double[] jumped = base.clone();
      for (int i = 0; i < FIGURES; i++) {
        jumped[i] = Double.isNaN(candidate[i]) ? base[i] : candidate[i];
      }
      if (risen(jumped, reading)
          && plausible(jumped, candidateAt, reading, sample.at(), max, settings)) {
        System.arraycopy(jumped, 0, base, 0, FIGURES);
        baseAt = candidateAt;
        accept(reading, sample.at(), max, settings, true);
        return Verdict.CONFIRMED;
      }
    }
    if (plausible(base, baseAt, reading, sample.at(), max, settings)) {
      return accept(reading, sample.at(), max, settings, true);
    }
    System.arraycopy(reading, 0, candidate, 0, FIGURES);
    candidateAt = sample.at();
    return Verdict.QUARANTINED;
  }

  private Verdict accept(
      double[] reading,
      long at,
      double max,
      AssetSettings.CounterSettings settings,
      boolean counts) {
    Verdict verdict = Verdict.ACCEPTED;
    for (int i = 0; i < FIGURES; i++) {
      double cur = reading[i];
      if (Double.isNaN(cur)) {
        continue;
      }
      double prev = base[i];
      if (Double.isNaN(prev)) {
        base[i] = cur;
        continue;
      }
      double fall = prev - cur;
      if (fall > 0 && fall <= settings.jitter()) {
        continue;
      }
      if (counts) {
        delta[i] = difference(prev, cur, max, settings);
      }
      if (fall > 0 && !rollsOver(fall, max)) {
        verdict = Verdict.RESET;
      }
      base[i] = cur;
    }
    if (counts) {
      deltaFrom = baseAt;
    }
    baseAt = at;
    Arrays.fill(candidate, Double.NaN);
    candidateAt = NONE;
    return verdict;
  }

  private static boolean rollsOver(double fall, double max) {
    return !Double.isNaN(max) && fall > max / 2;
  }

  private static double difference(
      double prev, double cur, double max, AssetSettings.CounterSettings settings) {
    double fall = prev - cur;
    if (fall <= 0) {
      return cur - prev;
    }
    if (fall <= settings.jitter()) {
      return 0;
    }
    if (rollsOver(fall, max)) {
      return max - prev + cur + (settings.includesZero() ? 1 : 0);
    }
    return cur;
  }

  private static boolean plausible(
      double[] from,
      long fromAt,
      double[] reading,
      long at,
      double max,
      AssetSettings.CounterSettings settings) {
    if (Double.isNaN(settings.maxPerSecond())) {
      return true;
    }
    double limit = settings.maxPerSecond() * (at - fromAt) / 1000.0 + 1;
    for (int i = 0; i < FIGURES; i++) {
      if (!Double.isNaN(reading[i])
          && !Double.isNaN(from[i])
          && difference(from[i], reading[i], max, settings) > limit) {
        return false;
      }
    }
    return true;
  }

  private static boolean risen(double[] from, double[] reading) {
    for (int i = 0; i < FIGURES; i++) {
      if (reading[i] < from[i]) {
        return false;
      }
    }
    return true;
  }

  void write(CompactOutput out) throws java.io.IOException {
    out.instant(baseAt);
    if (baseAt != NONE) {
      out.figures(base);
    }
    out.instant(candidateAt);
    if (candidateAt != NONE) {
      out.figures(candidate);
    }
  }

  static Counters read(CompactInput in) throws java.io.IOException {
    Counters counters = new Counters();
    counters.baseAt = in.instant();
    if (counters.baseAt != NONE) {
      System.arraycopy(in.figures(FIGURES), 0, counters.base, 0, FIGURES);
    }
    counters.candidateAt = in.instant();
    if (counters.candidateAt != NONE) {
      System.arraycopy(in.figures(FIGURES), 0, counters.candidate, 0, FIGURES);
    }
    return counters;
  }

  /** As earlier layouts had it. */
  static Counters readWide(java.io.DataInput in) throws java.io.IOException {
    Counters counters = new Counters();
    for (int i = 0; i < FIGURES; i++) {
      counters.base[i] = in.readDouble();
      counters.candidate[i] = in.readDouble();
    }
    counters.baseAt = in.readLong();
    counters.candidateAt = in.readLong();
    return counters;
  }
}
