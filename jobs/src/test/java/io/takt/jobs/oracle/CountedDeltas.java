package io.takt.jobs.oracle;

import io.takt.jobs.timeline.AssetSettings;
import io.takt.jobs.timeline.Fact;
import java.util.ArrayList;
import java.util.List;

/** Turns what counters say into parts made. */
final class CountedDeltas {

  private static final int TOTAL = 0;
  private static final int GOOD = 1;
  private static final int SCRAP = 2;
  private static final int REWORK = 3;

  /**
   * Parts made, in pieces.
   *
   * @param since the accepted reading before; {@link Fact#NONE}: not a difference of readings
   * @param order the order that the source named, or null
   */
  record Delta(
      long at, long since, double total, double good, double scrap, double rework, String order) {}

  /** A reading of the four figures that was or may be believed. */
  private record Reading(long at, List<Double> figures) {}

  private final AssetSettings settings;

  CountedDeltas(AssetSettings settings) {
    this.settings = settings;
  }

  List<Delta> of(List<Fact.OfCount> counts) {
    List<Delta> deltas = new ArrayList<>();
    Reading accepted = null;
    Reading candidate = null;
    for (Fact.OfCount count : counts) {
      List<Double> figures = List.of(count.total(), count.good(), count.scrap(), count.rework());
      if (!count.cumulative()) {
        deltas.add(delta(count, Fact.NONE, figures));
        continue;
      }
      if (accepted == null) {
        accepted = new Reading(count.at(), figures);
        continue;
      }
      Reading before;
      if (candidate != null && follows(count, figures, candidate)) {
        before = candidate;
      } else if (plausible(count, figures, accepted)) {
        before = accepted;
      } else {
        candidate = new Reading(count.at(), over(figures, accepted.figures()));
        continue;
      }
      candidate = null;
      List<Double> differences = differences(count, figures, before);
      deltas.add(delta(count, before.at(), differences));
      accepted = new Reading(count.at(), next(figures, before));
    }
    return deltas;
  }

  /** New figures where there are some, the old ones elsewhere. */
  private static List<Double> over(List<Double> figures, List<Double> old) {
    List<Double> result = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      result.add(Double.isNaN(figures.get(i)) ? old.get(i) : figures.get(i));
    }
    return result;
  }

  private boolean follows(Fact.OfCount count, List<Double> figures, Reading candidate) {
    for (int i = 0; i < figures.size(); i++) {
      if (figures.get(i) < candidate.figures().get(i)) {
        return false;
      }
    }
    return plausible(count, figures, candidate);
  }

  private boolean plausible(Fact.OfCount count, List<Double> figures, Reading before) {
    double perSecond = settings.counter().maxPerSecond();
    if (Double.isNaN(perSecond)) {
      return true;
    }
    double seconds = (count.at() - before.at()) / 1000.0;
    for (double difference : differences(count, figures, before)) {
      if (difference > perSecond * seconds + 1) {
        return false;
      }
    }
    return true;
  }

  /** Per figure: NaN where the sample has none, 0 at its first reading. */
  private List<Double> differences(Fact.OfCount count, List<Double> figures, Reading before) {
    List<Double> result = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      result.add(difference(count, figures.get(i), before.figures().get(i)));
    }
    return result;
  }

  private double difference(Fact.OfCount count, double current, double base) {
    if (Double.isNaN(current)) {
      return Double.NaN;
    }
    if (Double.isNaN(base) || jitters(base, current)) {
      return 0;
    }
    if (current >= base) {
      return current - base;
    }
    if (rollsOver(count, base, current)) {
      return max(count) - base + current + (settings.counter().includesZero() ? 1 : 0);
    }
    return current;
  }

  /** The readings from which the next differences are taken. */
  private List<Double> next(List<Double> figures, Reading before) {
    List<Double> result = over(figures, before.figures());
    for (int i = 0; i < figures.size(); i++) {
      if (jitters(before.figures().get(i), figures.get(i))) {
        result.set(i, before.figures().get(i));
      }
    }
    return result;
  }

  private boolean jitters(double base, double current) {
    return current < base && base - current <= settings.counter().jitter();
  }

  private boolean rollsOver(Fact.OfCount count, double base, double current) {
    double max = max(count);
    return !Double.isNaN(max) && base - current > max / 2;
  }

  private double max(Fact.OfCount count) {
    return Double.isNaN(count.counterMax()) ? settings.counter().max() : count.counterMax();
  }

  private Delta delta(Fact.OfCount count, long since, List<Double> figures) {
    double pieces = count.cycles() ? settings.piecesPerCycle() : 1;
    double scrap = orZero(figures.get(SCRAP)) * pieces;
    double rework = orZero(figures.get(REWORK)) * pieces;
    double total =
        Double.isNaN(figures.get(TOTAL))
            ? orZero(figures.get(GOOD)) * pieces + scrap + rework
            : figures.get(TOTAL) * pieces;
    double good =
        Double.isNaN(figures.get(GOOD)) ? total - scrap - rework : figures.get(GOOD) * pieces;
    return new Delta(count.at(), since, total, good, scrap, rework, count.order());
  }

  private static double orZero(double figure) {
    return Double.isNaN(figure) ? 0 : figure;
  }
}
