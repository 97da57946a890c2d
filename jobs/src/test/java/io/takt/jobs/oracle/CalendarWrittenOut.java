package io.takt.jobs.oracle;

import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.PlantCalendar;
import java.util.List;
import java.util.TreeSet;

/** The plain calendar in the form in which the timeline asks for one; for a range of days. */
final class CalendarWrittenOut implements PlantCalendar {

  private final PlainCalendar calendar;
  private final List<Long> boundaries;

  CalendarWrittenOut(CalendarRules rules, String asset, long from, long to) {
    calendar = new PlainCalendar(rules, asset, from, to);
    TreeSet<Long> points = new TreeSet<>();
    calendar.addBoundaries(points);
    points.add(Long.MIN_VALUE);
    points.add(Long.MAX_VALUE);
    boundaries = List.copyOf(points);
  }

  @Override
  public Segment at(long instant, String asset) {
    PlainCalendar.Word word = calendar.at(instant);
    int from = 0;
    while (boundaries.get(from + 1) <= instant) {
      from++;
    }
    int to = from + 1;
    while (from > 0 && calendar.at(boundaries.get(from) - 1).equals(word)) {
      from--;
    }
    while (to < boundaries.size() - 1 && calendar.at(boundaries.get(to)).equals(word)) {
      to++;
    }
    return new Segment(
        boundaries.get(from),
        boundaries.get(to),
        word.shift(),
        word.shiftStart(),
        word.businessDay(),
        word.planned());
  }
}
