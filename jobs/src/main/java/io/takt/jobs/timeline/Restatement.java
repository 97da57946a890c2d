package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;
import static io.takt.jobs.timeline.MinuteOfLedger.MINUTE;

import io.takt.jobs.timeline.Fact.OfOperator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Reports shifts when they have ended, and anew when what is booked of them has changed since.
 *
 * <p>Which shifts may have changed is known from what was marked ({@link Touched}); whether one did
 * is found by summing it up again. None of this is done for a fact that comes in order.
 */
final class Restatement {
  private final Head head;
  private final Evidence evidence;
  private final ShiftReports reports;
  private final long settle;
  private final Changes out;

  /**
   * @param settle how long after its end a shift is reported, in milliseconds
   */
  Restatement(Head head, Evidence evidence, ShiftReports reports, long settle, Changes out) {
    this.head = head;
    this.evidence = evidence;
    this.reports = reports;
    this.settle = settle;
    this.out = out;
  }

  /** Reports the shifts that ended {@code settle} or longer before {@code now}. */
  void close(long now) {
    if (now < head.closesAt) {
      return;
    }
    long at = head.closesAt == NONE ? head.bookingStart() : head.walkedTo;
    while (true) {
      PlantCalendar.Segment segment = at(at);
      boolean off = segment.shiftStart() == NONE;
      long end = off ? segment.to() : endOf(segment);
      long due = end > Long.MAX_VALUE - settle ? Long.MAX_VALUE : end + settle;
      if (due > now) {
        head.walkedTo = at;
        head.closesAt = due;
        return;
      }
      if (!off) {
        report(segment, end, due, now);
      }
      head.closedTo = Math.max(head.closedTo, end);
      at = end;
    }
  }

  private PlantCalendar.Segment at(long instant) {
    return evidence.calendar.at(instant, head.settings.asset());
  }

  private long endOf(PlantCalendar.Segment shift) {
    PlantCalendar.Segment segment = shift;
    while (segment.to() != Long.MAX_VALUE) {
      PlantCalendar.Segment next = at(segment.to());
      if (next.shiftStart() != shift.shiftStart()) {
        break;
      }
      segment = next;
    }
    return segment.to();
  }

  private void report(PlantCalendar.Segment shift, long end, long due, long now) {
    long start = shift.shiftStart();
    Long knownEnd = head.reported.put(start, end);
    if (knownEnd != null) {
      if (knownEnd != end) {
        // another calendar has moved its end
        ShiftReport moved = reports.get(start).until(end);
        reports.put(moved);
        out.shift(moved); // its figures may have been restated already, or stay
        head.touch(Heard.table(RestatementCause.CALENDAR), start, Math.max(end, knownEnd));
      }
      return;
    }
    boolean inTime = end > head.closedTo || head.touched == null;
    Heard heard = inTime ? Heard.of(RestatementCause.CLOSED, due) : head.touched.heard.by(now);
    // what time alone has decided since is no part of the report
    long asOf = inTime ? Math.max(due, Math.min(now, head.live.lastSign)) : now;
    ShiftReport report = reportOf(shift, end, heard, asOf);
    reports.put(report);
    out.shift(report);
    boolean standsStill = OpenStop.goesOn(head) && OpenStop.startOf(head) < end;
    if (asOf < now && (standsStill || report.versions().get(0).sums().provisional() > 0)) {
      long decided = PassingTime.decidedAt(head, now);
      head.touch(Heard.of(RestatementCause.PROVISIONAL, decided), start, end);
    }
  }

  /**
   * As known when it was due. What people said after that may have been read already, while a
   * backlog is; it makes versions of its own.
   */
  private ShiftReport reportOf(PlantCalendar.Segment shift, long end, Heard heard, long asOf) {
    long start = shift.shiftStart();
    List<OfOperator> later = new ArrayList<>();
    for (OfOperator entry : head.entries.all()) {
      if (entry.arrivedAt() > heard.to() && head.entries.bearsOnTimeBefore(end, entry)) {
        later.add(entry);
      }
    }
    later.sort(Comparator.comparingLong(OfOperator::arrivedAt).thenComparing(OfOperator::id));
    Entries all = head.entries;
    if (!later.isEmpty()) {
      head.entries = all.without(later);
      head.ordersChanged();
    }
    ShiftReport report = ShiftReport.first(shift, end, heard, sums(start, end, asOf));
    for (OfOperator entry : later) {
      head.entries.add(entry);
      head.ordersChanged();
      report = report.restated(Heard.of(entry), sums(start, end, asOf));
    }
    head.entries = all;
    return report;
  }

  /** Compares the shifts that were touched with what was last reported of them. */
  void settle(long now) {
    Touched touched = head.touched;
    head.touched = null;
    Heard heard = touched.heard.by(now);
    new Corrections(head, evidence.calendar).widen(touched.time);
    boolean maybeSaid = head.restoredAt != NONE && heard.from() < head.restoredAt;
    for (Map.Entry<Long, Long> shift : head.reported.entrySet()) {
      if (touched.time.meets(shift.getKey(), shift.getValue())) {
        ShiftReport before = reports.get(shift.getKey());
        ShiftReport after =
            before.restated(heard, sums(shift.getKey(), shift.getValue(), evidence.now));
        if (!after.equals(before)) {
          reports.put(after);
        }
        if (maybeSaid || !after.equals(before)) {
          out.shift(after);
        }
      }
    }
  }

  /** Whether what was touched is to be compared by now, or may wait for more of its kind. */
  boolean due(long now) {
    Touched touched = head.touched;
    return touched != null
        && (!touched.heard.fromMachines() || now >= touched.heard.from() + Heard.TOGETHER);
  }

  private ShiftSums sums(long start, long end, long now) {
    List<MinuteOfLedger> minutes = new ArrayList<>();
    long from = Math.max(Math.floorDiv(start, MINUTE) * MINUTE, head.bookingStart());
    long to = -Math.floorDiv(-end, MINUTE) * MINUTE;
    Evidence known = new Evidence(head, evidence.blocks, evidence.shared, now);
    Corrections corrections = new Corrections(head, known.calendar);
    new Minutes(known, corrections, new Collected(minutes)).emitAll(from, to);
    return ShiftSums.of(minutes, start);
  }

  /** Minutes that are summed up, not said. */
  private record Collected(List<MinuteOfLedger> minutes) implements Changes {
    @Override
    public void minute(MinuteOfLedger minute) {
      minutes.add(minute);
    }

    @Override
    public void stop(StopRecord stop) {}

    @Override
    public void noStop(long start) {}

    @Override
    public void shift(ShiftReport report) {}

    @Override
    public void said(OfOperator entry) {}

    @Override
    public void issue(DataIssue issue) {}

    @Override
    public void tooLate(Fact fact) {}
  }
}
