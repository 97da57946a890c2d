package io.takt.ingest.simulator.transport;

import io.takt.ingest.simulator.Dice;
import io.takt.ingest.simulator.FaultSettings;
import io.takt.ingest.simulator.PlantSettings;
import io.takt.ingest.simulator.calendar.Span;

/**
 * When one line's gateway is cut off or its clock is wrong. In a plant of three lines or more each
 * line has one of the three troubles per fault cycle, taking turns; in a smaller one each line has
 * all.
 */
final class Outages {

  /** What can befall a gateway. */
  enum Trouble {
    LATE,
    SKEW,
    LOST
  }

  private static final Span NEVER = new Span(0, 0);
  private static final long MINUTE = 60_000;
  private static final double USUAL_CYCLE_MS = 20 * 60.0 * MINUTE;

  private final PlantSettings settings;
  private final int line;
  private final boolean all;
  private final long start;
  private final long cycleLength;
  private long cycle = -1;
  private Span late = NEVER;
  private Span lost = NEVER;
  private Span skew = NEVER;
  private long skewBy;
  private long skewMendedAt;

  Outages(PlantSettings settings, int line, int lines) {
    this.settings = settings;
    this.line = line;
    this.all = lines < 3;
    this.start = settings.start().toEpochMilli();
    this.cycleLength = settings.faultCycle().toMillis();
  }

  Span late(long at) {
    plan(at);
    return late;
  }

  Span lost(long at) {
    plan(at);
    return lost;
  }

  Span skew(long at) {
    plan(at);
    return skew;
  }

  /** How far the clock runs ahead in the skewed span, in milliseconds. */
  long skewBy() {
    return skewBy;
  }

  /** When the facts of the skewed span are sent again. */
  long skewMendedAt() {
    return skewMendedAt;
  }

  private void plan(long at) {
    long number = Math.max(0, (at - start) / cycleLength);
    if (number == cycle) {
      return;
    }
    cycle = number;
    Dice dice = Dice.of(settings.seed(), "outages-" + line + "-" + number);
    long begin = start + number * cycleLength;
    double scale = cycleLength / USUAL_CYCLE_MS;
    FaultSettings faults = settings.faults();
    Span nextLate = span(dice, begin, 0.08, 0.28, scale, 60, 115, 10);
    Span nextSkew = span(dice, begin, 0.42, 0.52, scale, 20, 35, 3);
    Span nextLost = span(dice, begin, 0.60, 0.74, scale, 35, 75, 18);
    skewBy = dice.between(12 * MINUTE, 40 * MINUTE);
    skewMendedAt = nextSkew.end() + dice.between(MINUTE, 6 * MINUTE);
    late = faults.lateOutage() && has(Trouble.LATE) ? nextLate : NEVER;
    skew = faults.clockSkew() && has(Trouble.SKEW) ? nextSkew : NEVER;
    lost = faults.lostOutage() && has(Trouble.LOST) ? nextLost : NEVER;
  }

  private boolean has(Trouble trouble) {
    // The second line of three keeps a working week: what loses data first falls on the others.
    int turn =
        (int) Math.floorMod((settings.seed() & 1) == 0 ? line + cycle : 2 - line + cycle, 3L);
    return all || Trouble.values()[turn] == trouble;
  }

  private Span span(
      Dice dice,
      long begin,
      double earliest,
      double latest,
      double scale,
      long shortest,
      long longest,
      long least) {
    long from = begin + (long) (dice.between(earliest, latest) * cycleLength);
    double minutes = dice.between((double) shortest, (double) longest) * scale;
    return new Span(from, from + Math.max(least * MINUTE, (long) (minutes * MINUTE)));
  }
}
