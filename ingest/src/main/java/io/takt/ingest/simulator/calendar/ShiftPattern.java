package io.takt.ingest.simulator.calendar;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/**
 * A shift by local time.
 *
 * @param days local days it starts on
 * @param end at or before the start: on the next local day
 * @param businessDateOffset days from the local start date to the business date
 */
public record ShiftPattern(
    String name,
    Set<DayOfWeek> days,
    LocalTime start,
    LocalTime end,
    int businessDateOffset,
    List<BreakPattern> breaks) {

  public ShiftPattern {
    days = Set.copyOf(days);
    breaks = List.copyOf(breaks);
  }
}
