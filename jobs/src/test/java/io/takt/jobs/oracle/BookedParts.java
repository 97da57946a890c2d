package io.takt.jobs.oracle;

import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.OperatorEntry;
import io.takt.jobs.timeline.Versions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where every counted part is booked, and as what. */
final class BookedParts {

  /** Parts of one count on one order. */
  record Share(
      long bookedAt,
      ActiveOrders.Row row,
      double ideal,
      double unrated,
      double unseen,
      double total,
      double good,
      double scrap,
      double rework) {}

  /** One count where it is booked, as far as it was corrected. */
  private static final class Booked {
    final CountedDeltas.Delta delta;
    final long at;
    final boolean unseen;
    double good;
    double scrap;
    double rework;

    Booked(CountedDeltas.Delta delta, long at, boolean unseen) {
      this.delta = delta;
      this.at = at;
      this.unseen = unseen;
      good = delta.good();
      scrap = delta.scrap();
      rework = delta.rework();
    }
  }

  private static final long EIGHT_HOURS = 8 * 3_600_000L;

  private final Scenario scenario;
  private final Bookings bookings;
  private final List<Booked> booked = new ArrayList<>();
  final List<Share> shares = new ArrayList<>();

  BookedParts(Scenario scenario, AcceptedFacts facts, Bookings bookings, long bookingStart) {
    this.scenario = scenario;
    this.bookings = bookings;
    for (CountedDeltas.Delta delta : new CountedDeltas(scenario.settings()).of(facts.counts)) {
      long unseenAt =
          delta.since() == Fact.NONE
              ? Fact.NONE
              : bookings.lastUnseen(Math.max(delta.since(), bookingStart - 1), delta.at());
      boolean unseen = unseenAt != Fact.NONE;
      long at = unseen ? unseenAt : delta.at();
      if (at >= bookingStart) {
        booked.add(new Booked(delta, at, unseen));
      }
    }
    booked.sort(Comparator.comparingLong(count -> count.at));
    facts.entries.stream()
        .filter(
            entry ->
                entry.entry() == OperatorEntry.SCRAP_REPORTED
                    || entry.entry() == OperatorEntry.REWORK_REPORTED)
        .sorted(AcceptedFacts.BY_WORD)
        .forEach(this::correct);
    booked.forEach(this::share);
  }

  /** Takes parts from good, from the latest count backwards. */
  private void correct(Fact.OfOperator entry) {
    long from = entry.from();
    long to = entry.to();
    if (to == Fact.NONE) {
      to = entry.from() + 1;
      from = shiftStartOrEightHoursBefore(entry.from());
    }
    double left = entry.quantity();
    for (int i = booked.size() - 1; i >= 0; i--) {
      Booked count = booked.get(i);
      if (from <= count.at
          && count.at < to
          && (entry.order() == null || belongsTo(entry.order(), count))) {
        double taken = Math.min(left, Math.max(0, count.good));
        left -= taken;
        count.good -= taken;
        if (entry.entry() == OperatorEntry.SCRAP_REPORTED) {
          count.scrap += taken;
        } else {
          count.rework += taken;
        }
      }
    }
  }

  private long shiftStartOrEightHoursBefore(long instant) {
    long shiftStart = bookings.shiftStartAt(instant);
    return shiftStart == Fact.NONE ? instant - EIGHT_HOURS : shiftStart;
  }

  private boolean belongsTo(String order, Booked count) {
    if (count.delta.order() != null) {
      return count.delta.order().equals(order);
    }
    return bookings.orders.at(count.at).stream().anyMatch(row -> order.equals(row.order()));
  }

  private void share(Booked count) {
    List<ActiveOrders.Row> rows = bookings.orders.at(count.at);
    boolean excluded = rows.stream().anyMatch(bookings.orders::excluded);
    List<ActiveOrders.Row> named =
        rows.stream()
            .filter(row -> row.order() != null && row.order().equals(count.delta.order()))
            .toList();
    List<ActiveOrders.Row> takers = named.isEmpty() ? rows : named;
    double part = 1.0 / takers.size();
    for (ActiveOrders.Row row : takers) {
      double total = count.delta.total() * part;
      Versions<Double> rates = row.product() == null ? null : scenario.rates().get(row.product());
      Double seconds = rates == null ? null : rates.at(count.delta.at());
      boolean rated = !count.unseen && !excluded;
      shares.add(
          new Share(
              count.at,
              row,
              rated && seconds != null ? seconds * 1000 * total : 0,
              rated && seconds == null ? total : 0,
              count.unseen ? total : 0,
              total,
              count.good * part,
              count.scrap * part,
              count.rework * part));
    }
  }
}
