package io.takt.jobs.timeline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** When production is scheduled, as people write it: by local time. */
public record CalendarRules(
    String calendar,
    ZoneId zone,
    List<Shift> shifts,
    Set<LocalDate> closedOn,
    List<PlannedStop> plannedStops) {

  /**
   * A shift; an end at or before the start is on the next day, 00:00 to 00:00 is a whole day.
   *
   * @param businessDateOffset days from the local start date to the production day
   * @param validFrom first local start date it holds for; null: ever
   * @param validTo first local start date it no longer holds for; null: for good
   */
  public record Shift(
      String name,
      Set<DayOfWeek> days,
      LocalTime start,
      LocalTime end,
      int businessDateOffset,
      List<Break> breaks,
      LocalDate validFrom,
      LocalDate validTo) {}

  /** A planned stop within a shift: the first occurrence of these local times in the shift. */
  public record Break(String name, LocalTime start, LocalTime end) {}

  /** A planned stop that happens once; no assets means all of the calendar. */
  public record PlannedStop(String name, long start, long end, Set<String> assets) {}
}
