package io.takt.jobs.oracle;

import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.OperatorEntry;
import io.takt.jobs.timeline.Versions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Where every counted part is booked, and as what. */
final class BookedParts {

  /** Parts of one count on one order. */
  static final class Share {
    final long bookedAt;
    final ActiveOrders.Row row;
    final double total;
    final double ideal;
    final double unrated;
    final double unseen;
    double good;
    double scrap;
    double rework;

    Share(
        long bookedAt,
        ActiveOrders.Row row,
        CountedDeltas.Delta delta,
        double part,
        double ideal,
        double unrated,
        double unseen) {
      this.bookedAt = bookedAt;
      this.row = row;
      this.total = delta.total() * part;
      this.good = delta.good() * part;
      this.scrap = delta.scrap() * part;
      this.rework = delta.rework() * part;
      this.ideal = ideal;
      this.unrated = unrated;
      this.unseen = unseen;
    }
  }

  private static final long EIGHT_HOURS = 8 * 3_600_000L;

  private final Scenario scenario;
  private final Bookings bookings;
  private final long bookingStart;
  final List<Share> shares = new ArrayList<>();

  BookedParts(Scenario scenario, AcceptedFacts facts, Bookings bookings, long bookingStart) {
    this.scenario = scenario;
    this.bookings = bookings;
    this.bookingStart = bookingStart;
    for (CountedDeltas.Delta delta : new CountedDeltas(scenario.settings()).of(facts.counts)) {
      book(delta);
    }
    shares.sort(Comparator.comparingLong(share -> share.bookedAt));
    facts.entries.stream()
        .filter(
            entry ->
                entry.entry() == OperatorEntry.SCRAP_REPORTED
                    || entry.entry() == OperatorEntry.REWORK_REPORTED)
        .sorted(AcceptedFacts.BY_WORD)
        .forEach(this::correct);
  }

  private void book(CountedDeltas.Delta delta) {
    long unseenAt =
        delta.since() == Fact.NONE
            ? Fact.NONE
            : bookings.lastUnseen(Math.max(delta.since(), bookingStart - 1), delta.at());
    boolean unseen = unseenAt != Fact.NONE;
    long bookedAt = unseen ? unseenAt : delta.at();
    if (bookedAt < bookingStart) {
      return;
    }
    List<ActiveOrders.Row> rows = bookings.orders.at(bookedAt);
    boolean excluded = rows.stream().anyMatch(bookings.orders::excluded);
    List<ActiveOrders.Row> named =
        rows.stream()
            .filter(row -> row.order() != null && row.order().equals(delta.order()))
            .toList();
    List<ActiveOrders.Row> takers = named.isEmpty() ? rows : named;
    double part = 1.0 / takers.size();
    for (ActiveOrders.Row row : takers) {
      double total = delta.total() * part;
      Versions<Double> rates = row.product() == null ? null : scenario.rates().get(row.product());
      Double seconds = rates == null ? null : rates.at(delta.at());
      boolean counts = !unseen && !excluded;
      shares.add(
          new Share(
              bookedAt,
              row,
              delta,
              part,
              counts && seconds != null ? seconds * 1000 * total : 0,
              counts && seconds == null ? total : 0,
              unseen ? total : 0));
    }
  }

  /** Takes parts from good, from the latest backwards. */
  private void correct(Fact.OfOperator entry) {
    long from = entry.from();
    long to = entry.to();
    if (to == Fact.NONE) {
      to = entry.from() + 1;
      from = shiftStartOrEightHoursBefore(entry.from());
    }
    double left = entry.quantity();
    for (int i = shares.size() - 1; i >= 0; i--) {
      Share share = shares.get(i);
      boolean meant = entry.order() == null || Objects.equals(entry.order(), share.row.order());
      if (meant && from <= share.bookedAt && share.bookedAt < to) {
        double taken = Math.min(left, Math.max(0, share.good));
        left -= taken;
        share.good -= taken;
        if (entry.entry() == OperatorEntry.SCRAP_REPORTED) {
          share.scrap += taken;
        } else {
          share.rework += taken;
        }
      }
    }
  }

  private long shiftStartOrEightHoursBefore(long instant) {
    long shiftStart = bookings.shiftStartAt(instant);
    return shiftStart == Fact.NONE ? instant - EIGHT_HOURS : shiftStart;
  }
}
