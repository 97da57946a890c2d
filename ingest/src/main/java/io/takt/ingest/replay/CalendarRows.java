package io.takt.ingest.replay;

import io.takt.avro.BreakRule;
import io.takt.avro.PlannedStop;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.ShiftRule;
import io.takt.avro.Weekday;
import io.takt.schemas.TopicCatalogue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Calendars of the mapping into rows of takt.shift-calendars. */
final class CalendarRows {

  private final String file;
  private final ZoneId zone;
  private final UnaryOperator<String> assetId;

  /**
   * @param file the mapping file's name, for messages
   * @param zone of calendars that name none
   * @param assetId the file's word for an asset → its id
   */
  CalendarRows(String file, ZoneId zone, UnaryOperator<String> assetId) {
    this.file = file;
    this.zone = zone;
    this.assetId = assetId;
  }

  /**
   * @throws MappingException when times, days or zones are none, or shifts overlap
   */
  List<TableRow> rows(Map<String, Mapping.CalendarRule> calendars) {
    List<TableRow> rows = new ArrayList<>();
    calendars.forEach(
        (name, rule) -> {
          String place = "calendars." + name;
          if (rule == null) {
            throw MappingException.at(file, place, "the calendar is empty; give it shifts.");
          }
          rows.add(TableRow.of(TopicCatalogue.SHIFT_CALENDARS, calendar(place, name, rule)));
        });
    return rows;
  }

  private ShiftCalendar calendar(String place, String name, Mapping.CalendarRule rule) {
    ZoneId own = Zones.read(file, place + ".zone", rule.zone(), zone);
    List<ShiftRule> shifts = new ArrayList<>();
    for (int i = 0; i < rule.shifts().size(); i++) {
      shifts.add(shift(place + ".shifts[" + i + "]", rule.shifts().get(i)));
    }
    ShiftOverlap.check(file, place + ".shifts", shifts);
    List<LocalDate> closed = new ArrayList<>();
    for (String date : rule.closedOn()) {
      closed.add(date(place + ".closed-on", date));
    }
    List<PlannedStop> stops = new ArrayList<>();
    for (int i = 0; i < rule.plannedStops().size(); i++) {
      stops.add(plannedStop(place + ".planned-stops[" + i + "]", rule.plannedStops().get(i), own));
    }
    return ShiftCalendar.newBuilder()
        .setCalendar(name)
        .setZone(own.getId())
        .setShifts(shifts)
        .setClosedOn(closed)
        .setPlannedStops(stops)
        .build();
  }

  private ShiftRule shift(String place, Mapping.ShiftRule rule) {
    LocalDate from =
        rule.validFrom() == null ? null : date(place + ".valid-from", rule.validFrom());
    LocalDate to = rule.validTo() == null ? null : date(place + ".valid-to", rule.validTo());
    if (from != null && to != null && !from.isBefore(to)) {
      throw MappingException.at(
          file, place, "valid-to " + to + " must be after valid-from " + from + ".");
    }
    int offset = rule.businessDateOffset() == null ? 0 : rule.businessDateOffset();
    if (offset < -1 || offset > 1) {
      throw MappingException.at(
          file, place + ".business-date-offset", offset + " cannot be; write -1, 0 or 1.");
    }
    LocalTime start = time(place + ".start", rule.start());
    LocalTime end = time(place + ".end", rule.end());
    List<BreakRule> breaks = new ArrayList<>();
    for (int i = 0; i < rule.breaks().size(); i++) {
      breaks.add(breakRule(place + ".breaks[" + i + "]", rule.breaks().get(i), start, end));
    }
    return ShiftRule.newBuilder()
        .setName(rule.name() == null ? "" : rule.name())
        .setDays(days(place + ".days", rule.days()))
        .setStart(start.toString())
        .setEnd(end.toString())
        .setBusinessDateOffset(offset)
        .setBreaks(breaks)
        .setValidFrom(from)
        .setValidTo(to)
        .build();
  }

  private BreakRule breakRule(
      String place, Mapping.BreakRule rule, LocalTime shiftStart, LocalTime shiftEnd) {
    LocalTime start = time(place + ".start", rule.start());
    LocalTime end = time(place + ".end", rule.end());
    int length = minutesFrom(shiftStart, shiftEnd);
    int from = minutesFrom(shiftStart, start) % (24 * 60);
    int to = minutesFrom(shiftStart, end);
    if (from >= to || to > (length == 0 ? 24 * 60 : length)) {
      throw MappingException.at(
          file,
          place,
          "the break "
              + start
              + " to "
              + end
              + " must lie within its shift, "
              + shiftStart
              + " to "
              + shiftEnd
              + ".");
    }
    return BreakRule.newBuilder()
        .setName(rule.name() == null ? "" : rule.name())
        .setStart(start.toString())
        .setEnd(end.toString())
        .build();
  }

  /** 1 to 1440: the same time of day is a whole day later. */
  private static int minutesFrom(LocalTime start, LocalTime time) {
    int minutes = (time.toSecondOfDay() - start.toSecondOfDay()) / 60;
    return minutes <= 0 ? minutes + 24 * 60 : minutes;
  }

  private PlannedStop plannedStop(String place, Mapping.PlannedStopRule rule, ZoneId zone) {
    var from = PointInTime.read(file, place + ".from", rule.from(), zone);
    var to = PointInTime.read(file, place + ".to", rule.to(), zone);
    if (!from.isBefore(to)) {
      throw MappingException.at(file, place, "'to' " + to + " must be after 'from' " + from + ".");
    }
    return PlannedStop.newBuilder()
        .setName(rule.name() == null ? "" : rule.name())
        .setStart(from)
        .setEnd(to)
        .setAssets(rule.assets().stream().map(assetId).toList())
        .build();
  }

  private List<Weekday> days(String place, List<String> names) {
    if (names.isEmpty()) {
      return List.of(Weekday.values());
    }
    List<Weekday> days = new ArrayList<>();
    for (String name : names) {
      days.add(RowRuleCheck.oneOf(Weekday.class, null, file, place, String.valueOf(name)));
    }
    return days;
  }

  private LocalDate date(String place, String text) {
    try {
      return LocalDate.parse(String.valueOf(text));
    } catch (DateTimeException e) {
      throw MappingException.at(
          file, place, "'" + text + "' is no date; write it like 2026-01-31.");
    }
  }

  private LocalTime time(String place, String text) {
    try {
      if (text != null && text.length() == 5) {
        return LocalTime.parse(text);
      }
    } catch (DateTimeException e) {
      throw MappingException.at(file, place, wrongTime(text));
    }
    throw MappingException.at(file, place, wrongTime(text));
  }

  private static String wrongTime(String text) {
    return "'" + text + "' is no local time; write it with quotes like \"06:00\".";
  }
}
