package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;
import static io.takt.jobs.timeline.MinuteOfLedger.MINUTE;

import io.takt.jobs.timeline.Fact.OfOperator;
import java.time.Instant;
import java.util.Objects;

/** When data is doubted, and in what words. Only says so: it neither marks nor books anything. */
final class Doubts {
  private Doubts() {}

  static void state(Head head, Fact.OfState fact, Changes out) {
    if (head.settings.canonical(fact.word()) == null) {
      out.issue(
          new DataIssue(
              DataIssue.Kind.UNMAPPED_STATE,
              fact.at(),
              fact.word(),
              "The state '"
                  + fact.word()
                  + "' is neither in the asset's state map nor a canonical state; it is booked as"
                  + " NO_DATA."));
    }
  }

  static void count(Fact fact, Counters.Verdict verdict, Counters counters, Changes out) {
    if (verdict == Counters.Verdict.QUARANTINED) {
      out.issue(
          new DataIssue(
              DataIssue.Kind.IMPLAUSIBLE_COUNT,
              fact.at(),
              fact.source() + "#" + fact.sequence(),
              "The counter rose more than the machine can make since "
                  + Instant.ofEpochMilli(counters.baseAt())
                  + "; the reading is not booked unless the next one confirms it."));
    } else if (verdict == Counters.Verdict.RESET) {
      out.issue(
          new DataIssue(
              DataIssue.Kind.COUNTER_RESET,
              fact.at(),
              fact.source() + "#" + fact.sequence(),
              "The counter fell and was taken to have begun again at 0."));
    }
  }

  static void entry(Head head, Blocks blocks, SharedTables shared, OfOperator entry, Changes out) {
    if (entry.entry() == OperatorEntry.REASON_GIVEN) {
      if (entry.reason() == null || shared.reason(entry.reason()) == null) {
        out.issue(
            new DataIssue(
                DataIssue.Kind.UNKNOWN_REASON,
                entry.at(),
                entry.id(),
                "The reason '"
                    + entry.reason()
                    + "' is not in the catalogue; the stop stays unplanned."));
      }
      long to = entry.to() == NONE ? entry.from() + 1 : entry.to();
      if (head.settings != null && !meetsStop(head, blocks, entry.from(), to)) {
        out.issue(
            new DataIssue(
                DataIssue.Kind.AMBIGUOUS_REASON,
                entry.at(),
                entry.id(),
                "The machine was not seen to stand in the time the reason is for; it waits for late"
                    + " data."));
      }
    }
    if (entry.entry() == OperatorEntry.ORDER_STARTED
        && entry.order() != null
        && !head.orders.containsKey(entry.order())) {
      out.issue(
          new DataIssue(
              DataIssue.Kind.UNKNOWN_ORDER,
              entry.at(),
              entry.order(),
              "Nobody has described order '" + entry.order() + "' yet; its parts have no rate."));
    }
  }

  private static boolean meetsStop(Head head, Blocks blocks, long from, long to) {
    Runs runs = Runs.over(head, blocks, from, to, Math.max(to, head.live.lastSign));
    for (Runs.Stop stop : runs.stops) {
      if (stop.start < to && (stop.end == NONE || stop.end > from)) {
        return true;
      }
    }
    return false;
  }

  static void unknownCalendar(Head head, Changes out) {
    out.issue(
        new DataIssue(
            DataIssue.Kind.UNKNOWN_CALENDAR,
            head.bookedTo,
            Objects.toString(head.settings.calendar()),
            "Nobody has described the calendar '"
                + head.settings.calendar()
                + "'; until then nothing is scheduled."));
  }

  /** One identity, two contents. */
  static void conflict(Fact fact, Changes out) {
    out.issue(
        new DataIssue(
            DataIssue.Kind.CONFLICTING_DUPLICATE,
            fact.at(),
            fact.source() + "#" + fact.sequence(),
            "One source gave one sequence number to two different facts; the greater one is used."));
  }

  static void conflict(OfOperator entry, Changes out) {
    out.issue(
        new DataIssue(
            DataIssue.Kind.CONFLICTING_DUPLICATE,
            entry.at(),
            entry.id(),
            "One id was given to two different entries; the greater one is used."));
  }

  static void exceedsProduction(OfOperator correction, double left, Changes out) {
    out.issue(
        new DataIssue(
            DataIssue.Kind.CORRECTION_EXCEEDS_PRODUCTION,
            correction.at(),
            correction.id(),
            correction.quantity()
                + " parts were reported, "
                + left
                + " more than were counted good in that time."));
  }

  static void invariantBroken(long minute, long booked, Changes out) {
    out.issue(
        new DataIssue(
            DataIssue.Kind.INVARIANT_BROKEN,
            minute,
            "minute",
            "The minute's slices sum to " + booked + " ms instead of " + MINUTE + " ms."));
  }
}
