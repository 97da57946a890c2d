package io.takt.jobs.timeline;

import io.takt.jobs.timeline.Fact.OfOperator;
import java.util.List;

/**
 * What a booking stands on: one asset's facts, its tables and what people said of its stops, as far
 * as known at {@code now}. Gathered once, so that all that is derived together is derived from the
 * same.
 */
final class Evidence {
  final Head head;
  final Blocks blocks;
  final SharedTables shared;
  final PlantCalendar calendar;
  final long now;

  /** Entries that give a stop its reason, and hold. */
  final List<OfOperator> reasons;

  /** Entries that cut a stop, and hold. */
  final List<OfOperator> splits;

  Evidence(Head head, Blocks blocks, SharedTables shared, long now) {
    this.head = head;
    this.blocks = blocks;
    this.shared = shared;
    this.calendar = calendarOf(head, shared);
    this.now = now;
    if (head.entries.all().isEmpty()) {
      this.reasons = List.of();
      this.splits = List.of();
    } else {
      this.reasons = head.entries.effective(OperatorEntry.REASON_GIVEN);
      this.splits = head.entries.effective(OperatorEntry.STOP_SPLIT);
    }
  }

  /** The asset's calendar; one that nobody has described schedules nothing. */
  static PlantCalendar calendarOf(Head head, SharedTables shared) {
    PlantCalendar calendar = shared.calendar(head.settings.calendar());
    return calendar == null ? NeverScheduled.INSTANCE : calendar;
  }

  /** What the machine did over {@code [from, to)}. */
  Runs runs(long from, long to) {
    return Runs.over(head, blocks, from, to, now);
  }
}
