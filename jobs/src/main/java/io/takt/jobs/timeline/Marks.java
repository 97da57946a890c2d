package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.timeline.Fact.OfOperator;

/**
 * Says what has to be derived anew when something is heard: the time whose booking it may change,
 * and the stops it may touch. Never by comparing results, so that hearing it again after a crash
 * marks the same again.
 */
final class Marks {
  private final SharedTables shared;

  Marks(SharedTables shared) {
    this.shared = shared;
  }

  /** A table says something else: of all that was booked. */
  void everything(Head head) {
    if (head.settings != null && head.bookedTo != NONE) {
      head.markDirty(head.bookingStart(), head.bookedTo);
      // a stop may have begun before booking did
      long start = earliest(head.firstSign, head.bookingStart());
      head.markStops(start, knownTo(head));
      head.urgent = true;
    }
  }

  /** A table says something else: of what was booked from {@code from} on. */
  void everythingSince(Head head, long from) {
    if (head.settings != null && head.bookedTo != NONE) {
      head.markDirty(Math.max(from, head.bookingStart()), head.bookedTo);
      head.markStops(from, knownTo(head));
      head.urgent = true;
    }
  }

  /** After all that is booked or was seen: stops and counts are there before their minute ends. */
  private static long knownTo(Head head) {
    return Math.max(head.bookedTo, head.live.lastSign) + 1;
  }

  /** A stop that began before now and has just ended or gone on may be classified otherwise. */
  void touchedStops(Head head, long from, long to) {
    head.markStops(from, to + 1);
    if (to - from < head.settings.minorStopBelow() + head.settings.minRun()
        || head.flippedStop == from) {
      head.markDirty(from, to);
    }
  }

  /** An alarm may be the first one of a stop that starts around it. */
  void alarmed(Head head, Fact.OfAlarm alarm) {
    if (alarm.active() && alarm.severity().compareTo(AlarmSeverity.FAULT) >= 0) {
      head.markStops(alarm.at() - StopRecords.ALARM_AFTER, alarm.at() + StopRecords.ALARM_BEFORE);
    }
  }

  /** Marks an interval with all the stops that touch it, as known at this moment. */
  void around(Head head, Blocks blocks, Neighbours around) {
    if (head.bookedTo == NONE) {
      head.markStops(around.from(), around.from());
      return;
    }
    long reach = head.settings.minRun();
    long from = around.from() - reach;
    long to = around.to() == Long.MAX_VALUE ? knownTo(head) : around.to() + reach;
    to = Math.max(to, from + 1);
    // by the clock, not by what is booked: a silence may have ended a stop within the last minute
    Runs runs = Runs.over(head, blocks, from, to, Math.max(to, Math.max(head.bookedTo, head.asOf)));
    long low = from;
    long high = to;
    for (Runs.Stop stop : runs.stops) {
      long end = stop.end == NONE ? Math.max(stop.lasted, head.bookedTo) : stop.end;
      if (stop.start <= to && end >= from) {
        low = Math.min(low, stop.start);
        high = Math.max(high, end);
      }
    }
    if (OpenStop.goesOn(head) && high > head.live.lastSign) {
      // unless silence proves to end it, the stop that is open goes on into that interval
      low = Math.min(low, OpenStop.startOf(head));
    }
    head.markDirty(low, high);
    head.markStops(low, high);
  }

  /** Marks counts that changed, and whatever a correction gives to or takes from them. */
  void counts(Head head, long from, long to) {
    head.markDirty(from, to);
    corrected(head, from, to);
  }

  /** Marks the spans of all corrections that speak of an interval: they share out what is in it. */
  void corrected(Head head, long from, long to) {
    if (head.bookedTo != NONE && head.entries.corrects()) {
      Ranges about = new Ranges();
      about.add(from, to);
      corrections(head).widen(about);
      for (int i = 0; i < about.count(); i++) {
        head.markDirty(about.from(i), about.to(i));
      }
    }
  }

  /** Marks all that an entry can change, whether it holds at this moment or not. */
  void entry(Head head, Blocks blocks, OfOperator said) {
    if (head.settings == null || head.bookedTo == NONE) {
      return;
    }
    switch (said.entry()) {
      case REASON_GIVEN ->
          around(
              head,
              blocks,
              new Neighbours(said.from(), said.to() == NONE ? said.from() + 1 : said.to()));
      case STOP_SPLIT -> {
        for (Long cut : said.splitAt()) {
          around(head, blocks, new Neighbours(cut, cut + 1));
        }
      }
      case SCRAP_REPORTED, REWORK_REPORTED -> corrections(head).mark(said);
      case ORDER_STARTED, ORDER_PAUSED, ORDER_FINISHED ->
          withSamples(head, blocks, said.from(), head.entries.nextStartAlone(said));
      case ORDER_ASSIGNED ->
          withSamples(head, blocks, said.from(), said.to() == NONE ? Long.MAX_VALUE : said.to());
      case WITHDRAWN -> {
        OfOperator target = head.entries.target(said);
        if (target != null) {
          entry(head, blocks, target);
        }
      }
      case OTHER, NOTE, ACKNOWLEDGED, DECISION, SHELVED -> {}
    }
  }

  /** Marks an interval, its stops, and counts after it that may belong to its unseen time. */
  void withSamples(Head head, Blocks blocks, long from, long to) {
    if (head.settings == null || head.bookedTo == NONE) {
      return;
    }
    head.markStops(from, Math.min(to, knownTo(head)));
    long low = Math.max(from, head.bookingStart());
    long high = Math.min(to, knownTo(head));
    if (low >= high) {
      return;
    }
    if (head.live.counters.started()) {
      Runs runs = Runs.over(head, blocks, low, high, head.bookedTo);
      for (Runs.Counted counted : runs.counted) {
        if (counted.since != NONE && counted.since < high && counted.fact.at() > low) {
          low = Math.min(low, counted.since);
          high = Math.max(high, counted.fact.at() + 1);
        }
      }
    }
    for (OfOperator entry : head.entries.all()) {
      if (Entries.corrects(entry) && entry.order() != null) {
        corrections(head).mark(entry);
      }
    }
    head.markDirty(low, high);
  }

  private Corrections corrections(Head head) {
    return new Corrections(head, Evidence.calendarOf(head, shared));
  }

  /** The earlier of two instants of which either may be NONE. */
  static long earliest(long a, long b) {
    return a == NONE ? b : b == NONE ? a : Math.min(a, b);
  }
}
