package io.takt.sinks.tables;

import io.takt.avro.ShiftCalendar;
import io.takt.sinks.copy.CopyBuffer;
import java.util.List;

/** Shift calendars, with their rules as they came. */
public final class ShiftCalendarBinding extends OneRow<ShiftCalendar> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  public ShiftCalendarBinding() {
    super("shift_calendar", List.of("calendar"), null, List.of("zone", "definition"));
  }

  @Override
  public Key key(ShiftCalendar calendar) {
    return TextKey.of(calendar.getCalendar());
  }

  @Override
  void encode(ShiftCalendar calendar, CopyBuffer row) {
    row.text(calendar.getCalendar());
    row.text(calendar.getZone());
    row.jsonb(Json.of(calendar));
  }
}
