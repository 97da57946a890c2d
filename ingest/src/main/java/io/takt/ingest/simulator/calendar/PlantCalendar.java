package io.takt.ingest.simulator.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The shifts of a site's line, in the site's zone. */
public record PlantCalendar(
    String name, ZoneId zone, List<ShiftPattern> shifts, List<PlannedOnce> plannedStops) {

  public PlantCalendar {
    shifts = List.copyOf(shifts);
    plannedStops = List.copyOf(plannedStops);
  }

  /** The shifts that overlap [from, to), in order. */
  public List<Shift> shiftsTouching(long from, long to) {
    LocalDate first = localDate(from).minusDays(2);
    LocalDate last = localDate(to).plusDays(1);
    List<Shift> found = new ArrayList<>();
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      for (ShiftPattern pattern : shifts) {
        if (pattern.days().contains(date.getDayOfWeek())) {
          Shift shift = on(date, pattern);
          if (shift.span().start() < to && shift.span().end() > from) {
            found.add(shift);
          }
        }
      }
    }
    found.sort(Comparator.comparingLong(shift -> shift.span().start()));
    return found;
  }

  /** The local date of an instant. */
  public LocalDate localDate(long instant) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(instant), zone);
  }

  /** The instant a local date begins. */
  public long midnight(LocalDate date) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private Shift on(LocalDate date, ShiftPattern pattern) {
    LocalDateTime start = date.atTime(pattern.start());
    LocalDateTime end = date.atTime(pattern.end());
    if (!end.isAfter(start)) {
      end = end.plusDays(1);
    }
    List<Span> breaks = new ArrayList<>();
    for (BreakPattern pause : pattern.breaks()) {
      breaks.add(
          new Span(
              instant(firstAtOrAfter(start, pause.start())),
              instant(firstAtOrAfter(start, pause.end()))));
    }
    breaks.sort(Comparator.comparingLong(Span::start));
    return new Shift(
        pattern.name(),
        new Span(instant(start), instant(end)),
        date.plusDays(pattern.businessDateOffset()),
        breaks);
  }

  private static LocalDateTime firstAtOrAfter(LocalDateTime start, LocalTime time) {
    LocalDateTime sameDay = start.toLocalDate().atTime(time);
    return sameDay.isBefore(start) ? sameDay.plusDays(1) : sameDay;
  }

  private long instant(LocalDateTime local) {
    return ZonedDateTime.of(local, zone).toInstant().toEpochMilli();
  }
}
