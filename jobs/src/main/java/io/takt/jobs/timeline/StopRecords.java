package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;
import static io.takt.jobs.timeline.MinuteOfLedger.MINUTE;

import io.takt.jobs.timeline.OrderHistory.Active;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The stops of an interval, each whole, with its allocations, its main reason and its first alarm.
 * A start that was emitted once, or may have been before a crash, and is none any more is said to
 * be gone.
 */
final class StopRecords {
  /** How far around its start a stop looks for its first alarm. */
  static final long ALARM_BEFORE = 10 * MINUTE;

  static final long ALARM_AFTER = MINUTE;

  private final Evidence evidence;
  private final Head head;
  private final Changes out;

  StopRecords(Evidence evidence, Changes out) {
    this.evidence = evidence;
    this.head = evidence.head;
    this.out = out;
  }

  /** Emits every stop that touches {@code [from, to]}, and what is known not to be one any more. */
  void emit(long from, long to) {
    Runs runs = evidence.runs(from, to);
    long low = from;
    long high = to;
    for (Runs.Stop stop : runs.stops) {
      if (touches(stop, from, to)) {
        low = Math.min(low, stop.start);
        high = Math.max(high, stop.end == NONE ? stop.lasted : stop.end);
      }
    }
    if (low < from) {
      runs = evidence.runs(low, high);
    }
    Set<Long> starts = new HashSet<>();
    for (Runs.Stop stop : runs.stops) {
      boolean booked = (stop.end == NONE ? evidence.now : stop.end) > head.bookingStart();
      if (booked && stop.start >= low && touches(stop, low, high) && stop.start < evidence.now) {
        starts.add(stop.start);
        out.stop(record(stop, runs));
      } else if (stop.start >= evidence.now) {
        head.markStops(stop.start, stop.start); // not begun yet: the next time
      }
    }
    for (Long start : List.copyOf(head.emittedStops.subSet(low, true, high, true))) {
      if (!starts.contains(start)) {
        head.emittedStops.remove(start);
        out.noStop(start);
      }
    }
    if (head.restoredAt != NONE) {
      Facts facts = Facts.from(head, evidence.blocks, low);
      Fact previous = null;
      for (Fact fact = facts.next(); fact != null && fact.at() <= high; fact = facts.next()) {
        boolean couldHaveBeen =
            fact.at() >= low
                && !head.goneSaid.of(fact.at())
                && head.mayHaveBegunAStop(previous, fact);
        if (couldHaveBeen && !starts.contains(fact.at())) {
          out.noStop(fact.at());
        }
        previous = fact;
      }
      head.goneSaid.add(low, high);
    }
    head.emittedStops.addAll(starts);
  }

  private static boolean touches(Runs.Stop stop, long from, long to) {
    return stop.start <= to && (stop.end == NONE || stop.end >= from);
  }

  private StopRecord record(Runs.Stop stop, Runs runs) {
    long end = stop.end == NONE ? Math.max(head.bookedTo, stop.start) : stop.end;
    List<Piece> pieces = new ArrayList<>();
    new Walk(evidence, runs, stop.start).to(end, pieces);
    List<StopRecord.Allocation> allocations = new ArrayList<>();
    for (Piece piece : pieces) {
      Active active = piece.orders().active().get(0);
      allocations.add(
          new StopRecord.Allocation(
              piece.from(),
              piece.to(),
              piece.calendar().shift(),
              piece.calendar().shiftStart(),
              piece.calendar().businessDay(),
              piece.category(),
              piece.reason(),
              active.order(),
              active.product()));
    }
    return new StopRecord(
        stop.start,
        stop.end,
        stop.state,
        stop.category(head.settings.minorStopBelow()),
        mainReason(pieces),
        firstAlarm(stop.start),
        List.copyOf(merged(allocations)));
  }

  /** Allocations do not tell states apart. */
  private static List<StopRecord.Allocation> merged(List<StopRecord.Allocation> pieces) {
    List<StopRecord.Allocation> merged = new ArrayList<>();
    for (StopRecord.Allocation next : pieces) {
      StopRecord.Allocation last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && sameBooking(last, next)) {
        merged.set(
            merged.size() - 1,
            new StopRecord.Allocation(
                last.start(),
                next.end(),
                last.shift(),
                last.shiftStart(),
                last.businessDay(),
                last.category(),
                last.reason(),
                last.order(),
                last.product()));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }

  private static boolean sameBooking(StopRecord.Allocation a, StopRecord.Allocation b) {
    return a.end() == b.start()
        && a.shiftStart() == b.shiftStart()
        && a.businessDay() == b.businessDay()
        && a.category() == b.category()
        && Objects.equals(a.shift(), b.shift())
        && Objects.equals(a.reason(), b.reason())
        && Objects.equals(a.order(), b.order())
        && Objects.equals(a.product(), b.product());
  }

  /** The reason that covers most of the time; of equals the first; null: none was given. */
  private static String mainReason(List<Piece> pieces) {
    Map<String, Long> lengths = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      if (piece.reason() != null) {
        lengths.merge(piece.reason(), piece.to() - piece.from(), Long::sum);
      }
    }
    String main = null;
    for (var entry : lengths.entrySet()) {
      if (main == null || entry.getValue() > lengths.get(main)) {
        main = entry.getKey();
      }
    }
    return main;
  }

  private String firstAlarm(long stopStart) {
    Facts facts = Facts.from(head, evidence.blocks, stopStart - ALARM_BEFORE);
    for (Fact fact = facts.next();
        fact != null && fact.at() <= stopStart + ALARM_AFTER;
        fact = facts.next()) {
      if (fact instanceof Fact.OfAlarm alarm
          && alarm.at() >= stopStart - ALARM_BEFORE
          && alarm.active()
          && alarm.severity().compareTo(AlarmSeverity.FAULT) >= 0) {
        return alarm.code();
      }
    }
    return null;
  }
}
