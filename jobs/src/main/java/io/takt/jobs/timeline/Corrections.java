package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.timeline.Fact.OfOperator;
import io.takt.jobs.timeline.OrderHistory.Active;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Scrap and rework that people report: of which time each report speaks, and what it takes from the
 * parts counted good in it. Parts far apart bear on each other this way, so time that meets such a
 * span can only be booked together with all of it.
 */
final class Corrections {
  private static final long SPAN_WITHOUT_SHIFT = 8 * 60 * MinuteOfLedger.MINUTE;

  private final Head head;
  private final PlantCalendar calendar;
  private final List<OfOperator> corrections;

  Corrections(Head head, PlantCalendar calendar) {
    this.head = head;
    this.calendar = calendar;
    if (head.entries.all().isEmpty()) {
      this.corrections = List.of();
    } else {
      this.corrections = new ArrayList<>();
      for (OfOperator entry : head.entries.all()) {
        if (Entries.corrects(entry) && head.entries.holds(entry)) {
          corrections.add(entry);
        }
      }
    }
  }

  /** Takes reported scrap and rework from what was counted good, the latest first. */
  void apply(List<Booking> bookings, long from, long to, Changes out) {
    for (OfOperator correction : corrections) {
      long[] span = span(correction);
      if (span[1] <= from || span[0] >= to) {
        continue;
      }
      double left = correction.quantity();
      List<Booking> made = new ArrayList<>();
      for (Booking booking : bookings) {
        boolean inSpan =
            booking.place() >= Math.max(span[0], head.bookingStart()) && booking.place() < span[1];
        if (inSpan && belongs(booking, correction.order())) {
          made.add(booking);
        }
      }
      made.sort(
          Comparator.comparingLong(Booking::place)
              .thenComparing(b -> b.counted().fact, Signs.ORDER));
      for (int i = made.size() - 1; i >= 0 && left > 0; i--) {
        Runs.Counted counted = made.get(i).counted();
        double taken = Math.min(left, Math.max(counted.good, 0));
        counted.good -= taken;
        if (correction.entry() == OperatorEntry.SCRAP_REPORTED) {
          counted.scrap += taken;
        } else {
          counted.rework += taken;
        }
        left -= taken;
      }
      if (left > 0) {
        Doubts.exceedsProduction(correction, left, out);
      }
    }
  }

  private boolean belongs(Booking booking, String order) {
    if (order == null) {
      return true;
    }
    if (booking.counted().fact.order() != null) {
      return order.equals(booking.counted().fact.order());
    }
    for (Active active : head.orderHistory().at(booking.place()).active()) {
      if (order.equals(active.order())) {
        return true;
      }
    }
    return false;
  }

  /** The span a correction is about: as given, or the shift so far. */
  private long[] span(OfOperator correction) {
    if (correction.to() != NONE) {
      return new long[] {correction.from(), correction.to()};
    }
    PlantCalendar.Segment segment = calendar.at(correction.from(), head.settings.asset());
    long start =
        segment.shiftStart() == NONE
            ? correction.from() - SPAN_WITHOUT_SHIFT
            : segment.shiftStart();
    return new long[] {start, correction.from() + 1};
  }

  /** Joins to the intervals the spans of all corrections that meet them. */
  void widen(Ranges about) {
    boolean widened = !about.isEmpty();
    while (widened) {
      widened = false;
      for (OfOperator correction : corrections) {
        long[] span = span(correction);
        if (about.meets(span[0], span[1]) && !about.covers(span[0], span[1])) {
          about.add(span[0], span[1]);
          widened = true;
        }
      }
    }
  }

  /** As {@link #widen(Ranges)}, for the one interval {@code {from, to}}, in place. */
  void widen(long[] span) {
    boolean widened = !corrections.isEmpty();
    while (widened) {
      widened = false;
      for (OfOperator correction : corrections) {
        long[] about = span(correction);
        boolean meets = about[0] < span[1] && about[1] > span[0];
        if (meets && (about[0] < span[0] || about[1] > span[1])) {
          span[0] = Math.min(span[0], about[0]);
          span[1] = Math.max(span[1], about[1]);
          widened = true;
        }
      }
    }
  }

  /** Where a correction changes what is booked. */
  void mark(OfOperator correction) {
    long[] span = span(correction);
    head.markDirty(span[0], span[1]);
  }
}
