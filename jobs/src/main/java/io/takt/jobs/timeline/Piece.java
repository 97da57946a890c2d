package io.takt.jobs.timeline;

import java.util.Objects;

/** Time booked in one way, without a break. */
record Piece(
    long from,
    long to,
    MachineState state,
    LossCategory category,
    boolean extra,
    String reason,
    OrderHistory.Stretch orders,
    PlantCalendar.Segment calendar) {

  boolean booksLike(Piece o) {
    return state == o.state
        && category == o.category
        && extra == o.extra
        && Objects.equals(reason, o.reason)
        && orders.active().equals(o.orders.active())
        && orders.excluded() == o.orders.excluded()
        && Objects.equals(calendar.shift(), o.calendar.shift())
        && calendar.shiftStart() == o.calendar.shiftStart()
        && calendar.businessDay() == o.calendar.businessDay();
  }

  Piece until(long end) {
    return new Piece(from, end, state, category, extra, reason, orders, calendar);
  }
}
