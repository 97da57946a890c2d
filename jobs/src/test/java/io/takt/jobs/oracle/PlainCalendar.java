package io.takt.jobs.oracle;

import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.Fact;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A calendar written out, shift by shift, over a range of days. */
final class PlainCalendar {

  /** What the calendar says of one instant. */
  record Word(String shift, long shiftStart, int businessDay, boolean planned) {}

  private record Span(long start, long end) {
    boolean covers(long instant) {
      return start <= instant && instant < end;
    }
  }

  private record Instance(String name, Span span, int businessDay, List<Span> breaks) {}

  private final ZoneId zone;
  private final List<Instance> shifts = new ArrayList<>();
  private final List<Span> plannedStops = new ArrayList<>();
  private final LocalDate first;
  private final LocalDate last;

  /** Writes out {@code rules} for the days around [from, to]; null rules: never scheduled, UTC. */
  PlainCalendar(CalendarRules rules, String asset, long from, long to) {
    zone = rules == null ? ZoneOffset.UTC : rules.zone();
    first = localDate(from).minusDays(3);
    last = localDate(to).plusDays(3);
    if (rules == null) {
      return;
    }
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      for (CalendarRules.Shift shift : rules.shifts()) {
        if (holds(rules, shift, day)) {
          addShift(shift, day);
        }
      }
    }
    shifts.sort(Comparator.comparingLong(instance -> instance.span().start()));
    for (int i = 1; i < shifts.size(); i++) {
      if (shifts.get(i).span().start() < shifts.get(i - 1).span().end()) {
        throw new IllegalArgumentException(
            "shifts overlap: " + shifts.get(i - 1) + " and " + shifts.get(i));
      }
    }
    for (CalendarRules.PlannedStop stop : rules.plannedStops()) {
      if (stop.assets().isEmpty() || stop.assets().contains(asset)) {
        plannedStops.add(new Span(stop.start(), stop.end()));
      }
    }
  }

  private static boolean holds(CalendarRules rules, CalendarRules.Shift shift, LocalDate day) {
    return shift.days().contains(day.getDayOfWeek())
        && !rules.closedOn().contains(day)
        && (shift.validFrom() == null || !day.isBefore(shift.validFrom()))
        && (shift.validTo() == null || day.isBefore(shift.validTo()));
  }

  private void addShift(CalendarRules.Shift shift, LocalDate day) {
    LocalDateTime localStart = day.atTime(shift.start());
    LocalDateTime localEnd = day.atTime(shift.end());
    if (!localEnd.isAfter(localStart)) {
      localEnd = localEnd.plusDays(1);
    }
    Span span = new Span(instant(localStart), instant(localEnd));
    if (span.end() <= span.start()) {
      return;
    }
    List<Span> breaks = new ArrayList<>();
    for (CalendarRules.Break rule : shift.breaks()) {
      LocalDateTime breakStart = firstAtOrAfter(localStart, rule.start());
      LocalDateTime breakEnd = firstAtOrAfter(breakStart, rule.end());
      if (breakEnd.equals(breakStart)) {
        breakEnd = breakEnd.plusDays(1);
      }
      breaks.add(
          new Span(
              Math.max(span.start(), instant(breakStart)),
              Math.min(span.end(), instant(breakEnd))));
    }
    int businessDay = (int) day.plusDays(shift.businessDateOffset()).toEpochDay();
    shifts.add(new Instance(shift.name(), span, businessDay, breaks));
  }

  private static LocalDateTime firstAtOrAfter(LocalDateTime start, LocalTime time) {
    LocalDateTime candidate = start.toLocalDate().atTime(time);
    return candidate.isBefore(start) ? candidate.plusDays(1) : candidate;
  }

  private long instant(LocalDateTime local) {
    return ZonedDateTime.of(local, zone).toInstant().toEpochMilli();
  }

  private LocalDate localDate(long instant) {
    return Instant.ofEpochMilli(instant).atZone(zone).toLocalDate();
  }

  Word at(long instant) {
    boolean plannedStop = plannedStops.stream().anyMatch(span -> span.covers(instant));
    for (Instance shift : shifts) {
      if (shift.span().covers(instant)) {
        boolean inBreak = shift.breaks().stream().anyMatch(span -> span.covers(instant));
        return new Word(
            shift.name(), shift.span().start(), shift.businessDay(), plannedStop || inBreak);
      }
    }
    return new Word(null, Fact.NONE, (int) localDate(instant).toEpochDay(), plannedStop);
  }

  /** Adds every instant at which the calendar may say something else. */
  void addBoundaries(Set<Long> boundaries) {
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      boundaries.add(day.atStartOfDay(zone).toInstant().toEpochMilli());
    }
    for (Instance shift : shifts) {
      addBoth(boundaries, shift.span());
      shift.breaks().forEach(span -> addBoth(boundaries, span));
    }
    plannedStops.forEach(span -> addBoth(boundaries, span));
  }

  private static void addBoth(Set<Long> boundaries, Span span) {
    boundaries.add(span.start());
    boundaries.add(span.end());
  }
}
