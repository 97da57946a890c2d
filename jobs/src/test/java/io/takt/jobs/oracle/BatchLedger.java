package io.takt.jobs.oracle;

import io.takt.jobs.timeline.AlarmSeverity;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MinuteOfLedger;
import io.takt.jobs.timeline.Slice;
import io.takt.jobs.timeline.StopRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The ledger computed from the whole set of facts at once: every stretch between two instants at
 * which anything may change is booked by asking every fact again. Slow on purpose, so that one can
 * see that it is right.
 */
final class BatchLedger implements LedgerOf {

  private static final long MINUTE = 60_000;
  private static final long ALARM_BEFORE = 10 * MINUTE;
  private static final long ALARM_AFTER = MINUTE;

  @Override
  public Ledger of(Scenario scenario) {
    AcceptedFacts facts = new AcceptedFacts(scenario.facts());
    long bookedFrom = scenario.settings().bookedFrom();
    List<Long> signs = facts.signsOfLife();
    if (bookedFrom == Fact.NONE && signs.isEmpty()) {
      return new Ledger(List.of(), List.of());
    }
    long firstSign = signs.isEmpty() ? bookedFrom : signs.get(0);
    long start = minuteOf(bookedFrom == Fact.NONE ? firstSign : bookedFrom);
    Bookings bookings = new Bookings(scenario, facts, Math.min(start, firstSign));
    BookedParts parts = new BookedParts(scenario, facts, bookings, start);
    return new Ledger(
        minutes(scenario, facts, bookings, parts, start), stops(facts, bookings, scenario, start));
  }

  private static long minuteOf(long instant) {
    return Math.floorDiv(instant, MINUTE) * MINUTE;
  }

  private static List<MinuteOfLedger> minutes(
      Scenario scenario, AcceptedFacts facts, Bookings bookings, BookedParts parts, long start) {
    List<Long> signs = facts.signsOfLife();
    long lastSign = signs.isEmpty() ? Long.MIN_VALUE : signs.get(signs.size() - 1);
    List<MinuteOfLedger> minutes = new ArrayList<>();
    for (long minute = start; minute + MINUTE <= scenario.now(); minute += MINUTE) {
      List<Slice> slices = new ArrayList<>();
      for (Bookings.Segment segment : within(bookings.segments, minute, minute + MINUTE)) {
        addSlices(segment, parts, lastSign, slices);
      }
      minutes.add(new MinuteOfLedger(minute, List.copyOf(slices)));
    }
    return minutes;
  }

  /** The segments clipped to [from, to), equal neighbours joined. */
  private static List<Bookings.Segment> within(
      List<Bookings.Segment> segments, long from, long to) {
    List<Bookings.Segment> result = new ArrayList<>();
    for (Bookings.Segment segment : segments) {
      long start = Math.max(from, segment.start());
      long end = Math.min(to, segment.end());
      if (start >= end) {
        continue;
      }
      int last = result.size() - 1;
      if (last >= 0 && result.get(last).booking().equals(segment.booking())) {
        result.set(last, new Bookings.Segment(result.get(last).start(), end, segment.booking()));
      } else {
        result.add(new Bookings.Segment(start, end, segment.booking()));
      }
    }
    return result;
  }

  private static void addSlices(
      Bookings.Segment segment, BookedParts parts, long lastSign, List<Slice> slices) {
    Booking booking = segment.booking();
    long length = segment.end() - segment.start();
    int rows = booking.rows().size();
    for (int i = 0; i < rows; i++) {
      ActiveOrders.Row row = booking.rows().get(i);
      double ideal = 0;
      double unrated = 0;
      double unseen = 0;
      double total = 0;
      double good = 0;
      double scrap = 0;
      double rework = 0;
      for (BookedParts.Share share : parts.shares) {
        if (share.row().equals(row)
            && segment.start() <= share.bookedAt()
            && share.bookedAt() < segment.end()) {
          ideal += share.ideal();
          unrated += share.unrated();
          unseen += share.unseen();
          total += share.total();
          good += share.good();
          scrap += share.scrap();
          rework += share.rework();
        }
      }
      slices.add(
          new Slice(
              segment.start(),
              segment.end(),
              length / rows + (i < length % rows ? 1 : 0),
              booking.state(),
              booking.category(),
              booking.extra(),
              booking.reason(),
              row.order(),
              row.product(),
              booking.shift(),
              booking.shiftStart(),
              booking.businessDay(),
              ideal,
              unrated,
              unseen,
              total,
              good,
              scrap,
              rework,
              segment.end() > lastSign || booking.category() == LossCategory.PENDING_STOP));
    }
  }

  private static List<StopRecord> stops(
      AcceptedFacts facts, Bookings bookings, Scenario scenario, long bookingStart) {
    List<StopRecord> records = new ArrayList<>();
    for (Activity.Stop stop : bookings.activity.stops) {
      long end = stop.open() ? scenario.now() : stop.end();
      if (end <= bookingStart || end <= stop.start()) {
        continue;
      }
      records.add(
          new StopRecord(
              stop.start(),
              stop.open() ? Fact.NONE : stop.end(),
              bookings.activity.stateAt(stop.start()),
              bookings.classOf(stop),
              mainReason(bookings, stop, end),
              firstAlarm(facts, stop.start()),
              allocations(bookings, stop.start(), end)));
    }
    return List.copyOf(records);
  }

  /** The reason that covers most of the stop; of equals the one that came first. */
  private static String mainReason(Bookings bookings, Activity.Stop stop, long end) {
    Map<String, Long> covered = new LinkedHashMap<>();
    for (StopParts.Part part : bookings.partsOf(stop)) {
      if (part.reason() != null && part.start() < end) {
        covered.merge(part.reason(), Math.min(end, part.end()) - part.start(), Long::sum);
      }
    }
    String main = null;
    for (Map.Entry<String, Long> entry : covered.entrySet()) {
      if (main == null || entry.getValue() > covered.get(main)) {
        main = entry.getKey();
      }
    }
    return main;
  }

  private static String firstAlarm(AcceptedFacts facts, long start) {
    return facts.alarms.stream()
        .filter(
            alarm ->
                alarm.active()
                    && alarm.severity().compareTo(AlarmSeverity.FAULT) >= 0
                    && alarm.at() >= start - ALARM_BEFORE
                    && alarm.at() <= start + ALARM_AFTER)
        .min(
            Comparator.comparingLong(Fact.OfAlarm::at)
                .thenComparingLong(Fact.OfAlarm::sequence)
                .thenComparing(Fact.OfAlarm::source))
        .map(Fact.OfAlarm::code)
        .orElse(null);
  }

  private static List<StopRecord.Allocation> allocations(Bookings bookings, long start, long end) {
    List<StopRecord.Allocation> result = new ArrayList<>();
    for (Bookings.Segment segment : within(bookings.segments, start, end)) {
      Booking booking = segment.booking();
      ActiveOrders.Row row = booking.rows().get(0);
      StopRecord.Allocation next =
          new StopRecord.Allocation(
              segment.start(),
              segment.end(),
              booking.shift(),
              booking.shiftStart(),
              booking.businessDay(),
              booking.category(),
              booking.reason(),
              row.order(),
              row.product());
      int last = result.size() - 1;
      if (last >= 0 && sameBooking(result.get(last), next)) {
        StopRecord.Allocation before = result.get(last);
        result.set(
            last,
            new StopRecord.Allocation(
                before.start(),
                next.end(),
                next.shift(),
                next.shiftStart(),
                next.businessDay(),
                next.category(),
                next.reason(),
                next.order(),
                next.product()));
      } else {
        result.add(next);
      }
    }
    return List.copyOf(result);
  }

  private static boolean sameBooking(StopRecord.Allocation a, StopRecord.Allocation b) {
    return Objects.equals(a.shift(), b.shift())
        && a.shiftStart() == b.shiftStart()
        && a.businessDay() == b.businessDay()
        && a.category() == b.category()
        && Objects.equals(a.reason(), b.reason())
        && Objects.equals(a.order(), b.order())
        && Objects.equals(a.product(), b.product());
  }
}
