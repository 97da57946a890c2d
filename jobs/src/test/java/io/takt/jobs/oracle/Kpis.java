package io.takt.jobs.oracle;

import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.Slice;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Key figures of a window, from sums over its slices (ISO 22400-2 and the default profile). Times
 * in seconds; a ratio is null where it has no meaning.
 */
final class Kpis {

  private final Map<LossCategory, Double> seconds = new EnumMap<>(LossCategory.class);
  double calendar;
  double scheduled;
  double ideal;
  double total;
  double good;
  double scrap;
  double rework;
  double unrated;
  double unseen;
  double provisional;

  private Kpis(List<Slice> slices) {
    for (Slice slice : slices) {
      double duration = slice.duration() / 1000.0;
      seconds.merge(slice.category(), duration, Double::sum);
      calendar += duration;
      scheduled += slice.shiftStart() == Fact.NONE ? 0 : duration;
      provisional += slice.provisional() ? duration : 0;
      ideal += slice.ideal() / 1000;
      total += slice.total();
      good += slice.good();
      scrap += slice.scrap();
      rework += slice.rework();
      unrated += slice.unrated();
      unseen += slice.unseen();
    }
  }

  static Kpis of(List<Slice> slices) {
    return new Kpis(slices);
  }

  /** Of a window whose edges cut no slice: whole minutes. */
  static Kpis of(Ledger ledger, long from, long to) {
    return new Kpis(
        ledger.slices().stream()
            .filter(slice -> from <= slice.start() && slice.end() <= to)
            .toList());
  }

  double in(LossCategory category) {
    return seconds.getOrDefault(category, 0.0);
  }

  double minutesIn(LossCategory category) {
    return in(category) / 60;
  }

  /** PBT. */
  double plannedBusy() {
    return in(LossCategory.SETUP) + in(LossCategory.RUNNING) + delay();
  }

  /** ADET. */
  double delay() {
    return in(LossCategory.MINOR_STOP)
        + in(LossCategory.UNPLANNED_STOP)
        + in(LossCategory.PENDING_STOP);
  }

  private double runAndMinor() {
    return in(LossCategory.RUNNING) + in(LossCategory.MINOR_STOP);
  }

  Double availability() {
    return ratio(runAndMinor(), plannedBusy());
  }

  Double performance() {
    return idealKnown() ? ratio(ideal, runAndMinor()) : null;
  }

  Double quality() {
    return ratio(good, total);
  }

  Double oee() {
    return product(availability(), performance(), quality());
  }

  Double isoAvailability() {
    return ratio(in(LossCategory.RUNNING), plannedBusy());
  }

  Double isoEffectiveness() {
    return idealKnown() ? ratio(ideal, in(LossCategory.RUNNING)) : null;
  }

  Double isoOee() {
    return product(isoAvailability(), isoEffectiveness(), quality());
  }

  Double teep() {
    return product(oee(), ratio(plannedBusy(), calendar));
  }

  Double coverage() {
    return ratio(plannedBusy(), plannedBusy() + in(LossCategory.NO_DATA));
  }

  private boolean idealKnown() {
    return unrated == 0 && (ideal > 0 || total == 0);
  }

  private static Double ratio(double numerator, double denominator) {
    return denominator == 0 ? null : numerator / denominator;
  }

  private static Double product(Double... factors) {
    double result = 1;
    for (Double factor : factors) {
      if (factor == null) {
        return null;
      }
      result *= factor;
    }
    return result;
  }
}
