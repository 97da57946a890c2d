package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;
import static io.takt.jobs.timeline.MinuteOfLedger.MINUTE;

import io.takt.jobs.timeline.Fact.OfOperator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lets go of what is too old to be changed, so that state has an end. */
final class Forgetting {
  private static final long LONGEST_STOP = 30 * 24 * 60 * MINUTE;

  private Forgetting() {}

  /** Forgets what lies before {@code below}, except what the time after it stands on. */
  static void prune(Head head, Blocks blocks, long below) {
    long limit = Block.startOf(keepsStop(head, blocks, below));
    int gone = 0;
    while (gone < head.older.size() && head.older.get(gone) + Block.LENGTH <= limit) {
      blocks.remove(head.older.get(gone));
      gone++;
    }
    head.older.subList(0, gone).clear();
    head.emittedStops.headSet(limit).clear();
    pruneEntries(head, limit);
    if (head.prunedTo == NONE || limit > head.prunedTo) {
      head.prunedTo = limit;
    }
  }

  /** A shift that has lost some of its time cannot be summed up any more: its report stands. */
  static void pruneReports(Head head, ShiftReports reports) {
    while (!head.reported.isEmpty() && head.reported.firstKey() < head.prunedTo) {
      reports.remove(head.reported.firstKey());
      head.reported.pollFirstEntry();
    }
  }

  /** A stop that goes on at the limit is kept whole, unless it is very old. */
  private static long keepsStop(Head head, Blocks blocks, long below) {
    Block kept = Facts.from(head, blocks, below).block();
    long stopStart = kept == null ? NONE : kept.before().stopStart;
    return stopStart == NONE || stopStart < below - LONGEST_STOP ? below : stopStart;
  }

  private static void pruneEntries(Head head, long limit) {
    List<OfOperator> gone = new ArrayList<>();
    for (OfOperator entry : head.entries.all()) {
      boolean past = entry.at() < limit && entry.from() < limit;
      boolean ended =
          switch (entry.entry()) {
            case ORDER_STARTED, ORDER_PAUSED, ORDER_FINISHED ->
                head.entries.nextStartAlone(entry) <= limit;
            case REASON_GIVEN, SCRAP_REPORTED, REWORK_REPORTED, ORDER_ASSIGNED ->
                entry.to() < limit;
            case STOP_SPLIT -> entry.splitAt().stream().allMatch(cut -> cut < limit);
            case WITHDRAWN -> {
              OfOperator target = head.entries.target(entry);
              yield target == null || gone.contains(target);
            }
            case OTHER, NOTE, ACKNOWLEDGED, DECISION, SHELVED -> true;
          };
      if (past && ended) {
        gone.add(entry);
      }
    }
    gone.forEach(head.entries::remove);
    if (!gone.isEmpty()) {
      Set<String> unnamed = new HashSet<>();
      gone.forEach(entry -> unnamed.add(entry.order()));
      head.entries.all().forEach(entry -> unnamed.remove(entry.order()));
      head.orders.keySet().removeAll(unnamed);
      head.ordersChanged();
    }
  }
}
