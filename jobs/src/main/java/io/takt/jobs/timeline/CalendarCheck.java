package io.takt.jobs.timeline;

import io.takt.jobs.timeline.CalendarRules.Break;
import io.takt.jobs.timeline.CalendarRules.PlannedStop;
import io.takt.jobs.timeline.CalendarRules.Shift;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

/** What a calendar must keep to before it is expanded. Speaks to people, in one sentence. */
final class CalendarCheck {

  private static final int DAYS_UNTIL_RULES_REPEAT = 7;

  /** A Monday, for rules that hold for ever. */
  private static final LocalDate SOME_MONDAY = LocalDate.of(2026, 1, 5);

  private CalendarCheck() {}

  /**
   * @throws IllegalArgumentException when shifts overlap, a break lies outside its shift, or a
   *     value is out of its range
   */
  static void check(CalendarRules rules) {
    if (rules.calendar().isBlank()) {
      throw new IllegalArgumentException("A calendar needs a name.");
    }
    for (Shift shift : rules.shifts()) {
      check(rules, shift);
    }
    for (PlannedStop stop : rules.plannedStops()) {
      if (stop.end() <= stop.start()) {
        throw invalid(
            rules,
            String.format(
                "planned stop \"%s\" ends at %s, which is not after its start at %s",
                stop.name(), Instant.ofEpochMilli(stop.end()), Instant.ofEpochMilli(stop.start())));
      }
    }
    List<Shift> shifts = rules.shifts();
    for (int i = 0; i < shifts.size(); i++) {
      for (int j = i; j < shifts.size(); j++) {
        checkApart(rules, shifts.get(i), shifts.get(j), i == j);
      }
    }
  }

  private static void check(CalendarRules rules, Shift shift) {
    if (shift.name().isBlank()) {
      throw invalid(
          rules, String.format("the shift from %s to %s has no name", shift.start(), shift.end()));
    }
    if (shift.businessDateOffset() < -1 || shift.businessDateOffset() > 1) {
      throw invalid(
          rules,
          String.format(
              "shift \"%s\" has a business date offset of %d; it must be -1, 0 or 1",
              shift.name(), shift.businessDateOffset()));
    }
    if (shift.validFrom() != null
        && shift.validTo() != null
        && !shift.validFrom().isBefore(shift.validTo())) {
      throw invalid(
          rules,
          String.format(
              "shift \"%s\" is valid to %s, which is not after %s, from when on it is",
              shift.name(), shift.validTo(), shift.validFrom()));
    }
    LocalDateTime start = SOME_MONDAY.atTime(shift.start());
    LocalDateTime end = next(start, shift.end());
    for (Break pause : shift.breaks()) {
      LocalDateTime from = atOrAfter(start, pause.start());
      if (pause.start().equals(pause.end()) || next(from, pause.end()).isAfter(end)) {
        throw invalid(
            rules,
            String.format(
                "break \"%s\" from %s to %s does not lie within shift \"%s\" from %s to %s",
                pause.name(),
                pause.start(),
                pause.end(),
                shift.name(),
                shift.start(),
                shift.end()));
      }
    }
  }

  /** Two shifts of at most a day each meet only if they start on the same or on adjoining days. */
  private static void checkApart(CalendarRules rules, Shift a, Shift b, boolean same) {
    for (int days = -1; days <= 1; days++) {
      if (same && days <= 0) {
        continue;
      }
      long lead = Duration.ofDays(days).toMinutes() + minute(b.start()) - minute(a.start());
      if (lead < length(a) && -lead < length(b)) {
        LocalDate day = dayOfBoth(a, b, days);
        if (day != null) {
          throw invalid(
              rules,
              String.format(
                  "shift \"%s\" (%s to %s, starting on %s) overlaps shift \"%s\" (%s to %s, starting on"
                      + " %s)",
                  a.name(),
                  a.start(),
                  a.end(),
                  day,
                  b.name(),
                  b.start(),
                  b.end(),
                  day.plusDays(days)));
        }
      }
    }
  }

  /** A day on which the one starts while the other starts so many days later; null: none. */
  private static LocalDate dayOfBoth(Shift a, Shift b, int days) {
    LocalDate first = later(a.validFrom(), shifted(b.validFrom(), -days));
    if (first == null) {
      LocalDate end = earlier(a.validTo(), shifted(b.validTo(), -days));
      first = end == null ? SOME_MONDAY : end.minusDays(DAYS_UNTIL_RULES_REPEAT);
    }
    for (int i = 0; i < DAYS_UNTIL_RULES_REPEAT; i++) {
      LocalDate day = first.plusDays(i);
      LocalDate other = day.plusDays(days);
      if (a.days().contains(day.getDayOfWeek())
          && b.days().contains(other.getDayOfWeek())
          && holdsOn(a, day)
          && holdsOn(b, other)) {
        return day;
      }
    }
    return null;
  }

  private static LocalDate shifted(LocalDate day, int days) {
    return day == null ? null : day.plusDays(days);
  }

  private static LocalDate later(LocalDate a, LocalDate b) {
    return a == null ? b : b == null || a.isAfter(b) ? a : b;
  }

  private static LocalDate earlier(LocalDate a, LocalDate b) {
    return a == null ? b : b == null || a.isBefore(b) ? a : b;
  }

  /** Whether the shift may start on that local day, week day and holidays aside. */
  static boolean holdsOn(Shift shift, LocalDate day) {
    return (shift.validFrom() == null || !day.isBefore(shift.validFrom()))
        && (shift.validTo() == null || day.isBefore(shift.validTo()));
  }

  /** The first time after {@code start} that clocks without summer time show {@code time}. */
  static LocalDateTime next(LocalDateTime start, LocalTime time) {
    LocalDateTime sameDay = start.toLocalDate().atTime(time);
    return sameDay.isAfter(start) ? sameDay : sameDay.plusDays(1);
  }

  /** The same, {@code start} included. */
  static LocalDateTime atOrAfter(LocalDateTime start, LocalTime time) {
    return start.toLocalTime().equals(time) ? start : next(start, time);
  }

  private static long minute(LocalTime time) {
    return time.toSecondOfDay() / 60;
  }

  private static long length(Shift shift) {
    LocalDateTime start = SOME_MONDAY.atTime(shift.start());
    return Duration.between(start, next(start, shift.end())).toMinutes();
  }

  private static IllegalArgumentException invalid(CalendarRules rules, String what) {
    return new IllegalArgumentException("Calendar \"" + rules.calendar() + "\": " + what + ".");
  }
}
