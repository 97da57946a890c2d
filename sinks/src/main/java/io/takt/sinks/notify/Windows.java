package io.takt.sinks.notify;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * A window of local time that comes again on certain days. One that ends at or before its start
 * ends on the next day. In the nights clocks change it is an hour longer or shorter, as on the
 * wall.
 *
 * @param days on which it begins
 */
record Windows(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

  /**
   * End of the window that holds this instant, epoch milliseconds; 0: none does.
   *
   * @param at epoch milliseconds
   */
  long endOf(long at) {
    LocalDate today = Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
    for (int back = 1; back >= 0; back--) {
      LocalDate day = today.minusDays(back);
      if (!days.contains(day.getDayOfWeek())) {
        continue;
      }
      LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
      long start = day.atTime(from).atZone(zone).toInstant().toEpochMilli();
      long end = last.atTime(to).atZone(zone).toInstant().toEpochMilli();
      if (at >= start && at < end) {
        return end;
      }
    }
    return 0;
  }
}
