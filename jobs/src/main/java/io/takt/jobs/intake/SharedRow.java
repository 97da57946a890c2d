package io.takt.jobs.intake;

import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.Versions;

/** A row of a table that many assets share. Immutable. */
public sealed interface SharedRow {

  /** A calendar's rules; null: it was deleted. */
  record OfCalendar(String calendar, CalendarRules rules) implements SharedRow {}

  /** Where a reason books; null: it was deleted. */
  record OfReason(String reason, Versions<LossCategory> category) implements SharedRow {}
}
