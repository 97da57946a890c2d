package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.timeline.MachineState.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * Counted parts with the instant they are booked at. That is the instant they were read at; parts
 * made while nothing was heard are booked in the silence and said to be unseen.
 */
record Booking(long place, Runs.Counted counted, boolean unseen) {

  /** All parts that were counted, each in its place. */
  static List<Booking> of(Evidence evidence, Runs runs) {
    List<Booking> bookings = new ArrayList<>(runs.counted.size());
    for (Runs.Counted counted : runs.counted) {
      long unseenAt = counted.since == NONE ? NONE : lastNoData(evidence, runs, counted);
      bookings.add(
          unseenAt == NONE
              ? new Booking(counted.fact.at(), counted, false)
              : new Booking(unseenAt, counted, true));
    }
    return bookings;
  }

  /**
   * The last instant between two accepted samples that is booked as NO_DATA; NONE: there is none.
   */
  private static long lastNoData(Evidence evidence, Runs runs, Runs.Counted counted) {
    Head head = evidence.head;
    for (int i = runs.lastBefore(counted.fact.at()); i >= 0; i--) {
      Runs.Stretch stretch = runs.stretches.get(i);
      long from = Math.max(stretch.from, counted.since + 1);
      long end = Math.min(stretch.to, counted.fact.at());
      if (stretch.to <= counted.since) {
        return NONE;
      }
      if (stretch.run != Run.NO_DATA) {
        continue;
      }
      while (end > from) {
        long last = end - 1;
        PlantCalendar.Segment segment = evidence.calendar.at(last, head.settings.asset());
        int order = head.orderHistory().indexAt(last);
        OrderHistory.Stretch orders = head.orderHistory().get(order);
        if (last < head.bookingStart()) {
          return NONE;
        }
        if (segment.shift() != null && !segment.planned() && !orders.excluded()) {
          return last;
        }
        end =
            segment.shift() == null || segment.planned()
                ? Math.min(last, segment.from())
                : Math.min(last, orders.from());
      }
    }
    return NONE;
  }
}
