package io.takt.jobs.timeline;

import java.util.Comparator;

/** The order and identity of signs of life: states, counts and alarms. */
final class Signs {
  private Signs() {}

  /**
   * By time, then source sequence, then source; what compares as equal is one fact delivered twice.
   */
  static final Comparator<Fact> ORDER = Signs::compare;

  private static int compare(Fact a, Fact b) {
    int byTime = Long.compare(a.at(), b.at());
    if (byTime != 0) {
      return byTime;
    }
    int bySequence = Long.compare(a.sequence(), b.sequence());
    if (bySequence != 0) {
      return bySequence;
    }
    int bySource = a.source().compareTo(b.source());
    if (bySource != 0) {
      return bySource;
    }
    int byKind = Integer.compare(kind(a), kind(b));
    if (byKind != 0) {
      return byKind;
    }
    if (a instanceof Fact.OfAlarm x && b instanceof Fact.OfAlarm y) {
      int byCode = x.code().compareTo(y.code());
      return byCode != 0 ? byCode : Boolean.compare(x.active(), y.active());
    }
    return 0;
  }

  private static int kind(Fact fact) {
    return fact instanceof Fact.OfState ? 0 : fact instanceof Fact.OfCount ? 1 : 2;
  }

  /** Compares what two facts of one identity say; when they arrived is no part of it. */
  static int compareContent(Fact a, Fact b) {
    if (a instanceof Fact.OfState x && b instanceof Fact.OfState y) {
      return x.word().compareTo(y.word());
    }
    if (a instanceof Fact.OfCount x && b instanceof Fact.OfCount y) {
      return Comparator.comparing(Fact.OfCount::cumulative)
          .thenComparing(Fact.OfCount::cycles)
          .thenComparingDouble(Fact.OfCount::total)
          .thenComparingDouble(Fact.OfCount::good)
          .thenComparingDouble(Fact.OfCount::scrap)
          .thenComparingDouble(Fact.OfCount::rework)
          .thenComparingDouble(Fact.OfCount::counterMax)
          .thenComparing(Fact.OfCount::order, Comparator.nullsFirst(Comparator.naturalOrder()))
          .compare(x, y);
    }
    if (a instanceof Fact.OfAlarm x && b instanceof Fact.OfAlarm y) {
      return x.severity().compareTo(y.severity());
    }
    throw new IllegalArgumentException("not of one kind: " + a + " and " + b);
  }
}
