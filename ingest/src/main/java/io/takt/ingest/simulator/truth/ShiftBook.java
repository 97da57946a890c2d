package io.takt.ingest.simulator.truth;

import io.takt.ingest.simulator.calendar.PlannedOnce;
import io.takt.ingest.simulator.calendar.PlantCalendar;
import io.takt.ingest.simulator.calendar.Shift;
import io.takt.ingest.simulator.calendar.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When one asset's work was scheduled, and the production day of every instant. */
final class ShiftBook {
  private final PlantCalendar calendar;
  private final TreeMap<Long, Shift> shifts = new TreeMap<>();
  private final List<Span> planned = new ArrayList<>();
  private final long from;
  private final long to;

  ShiftBook(PlantCalendar calendar, String assetId, long from, long to) {
    this.calendar = calendar;
    this.from = from;
    this.to = to;
    for (Shift shift : calendar.shiftsTouching(from, to)) {
      shifts.put(shift.span().start(), shift);
      planned.addAll(shift.breaks());
    }
    for (PlannedOnce once : calendar.plannedStops()) {
      if (once.isFor(assetId)) {
        planned.add(once.span());
      }
    }
  }

  /** The shift at an instant, or null. */
  Shift at(long instant) {
    Map.Entry<Long, Shift> entry = shifts.floorEntry(instant);
    return entry != null && entry.getValue().span().contains(instant) ? entry.getValue() : null;
  }

  boolean isPlannedStop(long instant) {
    for (Span span : planned) {
      if (span.contains(instant)) {
        return true;
      }
    }
    return false;
  }

  LocalDate businessDate(long instant) {
    Shift shift = at(instant);
    return shift == null ? calendar.localDate(instant) : shift.businessDate();
  }

  /** Every instant at which something of this may change. */
  List<Long> cuts() {
    List<Long> cuts = new ArrayList<>();
    for (Shift shift : shifts.values()) {
      cuts.add(shift.span().start());
      cuts.add(shift.span().end());
    }
    for (Span span : planned) {
      cuts.add(span.start());
      cuts.add(span.end());
    }
    LocalDate last = calendar.localDate(to).plusDays(1);
    for (LocalDate date = calendar.localDate(from); !date.isAfter(last); date = date.plusDays(1)) {
      cuts.add(calendar.midnight(date));
    }
    return cuts;
  }
}
