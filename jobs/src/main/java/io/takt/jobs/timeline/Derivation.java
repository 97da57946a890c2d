package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.timeline.Fact.OfOperator;
import io.takt.jobs.timeline.MachineState.Run;
import io.takt.jobs.timeline.OrderHistory.Active;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an interval's facts and tables book: the minutes and the stops in it, by one walk over time.
 */
final class Derivation {
  static final long MINUTE = 60_000L;
  private static final long ALARM_BEFORE = 10 * MINUTE;
  private static final long ALARM_AFTER = MINUTE;
  private static final long CORRECTION_SPAN = 8 * 60 * MINUTE;

  /** One way of booking, without a break. */
  private record Piece(
      long from,
      long to,
      MachineState state,
      LossCategory category,
      boolean extra,
      String reason,
      OrderHistory.Stretch orders,
      PlantCalendar.Segment calendar) {

    boolean booksLike(Piece o) {
      return state == o.state
          && category == o.category
          && extra == o.extra
          && Objects.equals(reason, o.reason)
          && orders.active().equals(o.orders.active())
          && orders.excluded() == o.orders.excluded()
          && Objects.equals(calendar.shift(), o.calendar.shift())
          && calendar.shiftStart() == o.calendar.shiftStart()
          && calendar.businessDay() == o.calendar.businessDay();
    }

    Piece until(long end) {
      return new Piece(from, end, state, category, extra, reason, orders, calendar);
    }
  }

  /** Parts with the instant they are booked at. */
  private record Booking(long place, Runs.Counted counted, boolean unseen) {}

  private final Head head;
  private final Blocks blocks;
  private final SharedTables shared;
  private final PlantCalendar calendar;
  private final long now;
  private final Changes out;

  private final List<OfOperator> reasons;
  private final List<OfOperator> splits;
  private final List<OfOperator> corrections;

  Derivation(
      Head head,
      Blocks blocks,
      SharedTables shared,
      PlantCalendar calendar,
      long now,
      Changes out) {
    this.head = head;
    this.blocks = blocks;
    this.shared = shared;
    this.calendar = calendar;
    this.now = now;
    this.out = out;
    if (head.entries.all().isEmpty()) {
      this.reasons = List.of();
      this.splits = List.of();
      this.corrections = List.of();
    } else {
      this.reasons = head.entries.effective(OperatorEntry.REASON_GIVEN);
      this.splits = head.entries.effective(OperatorEntry.STOP_SPLIT);
      this.corrections = new ArrayList<>();
      for (OfOperator entry : head.entries.all()) {
        boolean corrects =
            entry.entry() == OperatorEntry.SCRAP_REPORTED
                || entry.entry() == OperatorEntry.REWORK_REPORTED;
        if (corrects && head.entries.holds(entry)) {
          corrections.add(entry);
        }
      }
    }
  }

  // ---- minutes

  /** Emits every minute of {@code [from, to)}, both whole minutes. */
  void minutes(long from, long to) {
    long[] span = {from, to};
    widenByCorrections(span);
    Runs runs = Runs.over(head, blocks, span[0], span[1], now);
    List<Booking> bookings = bookings(runs);
    correct(bookings, span[0], span[1]);
    bookings.sort(Comparator.comparingLong(Booking::place));
    int next = 0;
    while (next < bookings.size() && bookings.get(next).place() < from) {
      next++;
    }
    Walk walk = new Walk(runs, from);
    List<Piece> pieces = new ArrayList<>();
    for (long minute = from; minute < to; minute += MINUTE) {
      pieces.clear();
      walk.to(minute + MINUTE, pieces);
      int end = next;
      while (end < bookings.size() && bookings.get(end).place() < minute + MINUTE) {
        end++;
      }
      emit(minute, pieces, bookings.subList(next, end), runs.lastSign);
      next = end;
    }
  }

  private void emit(long minute, List<Piece> pieces, List<Booking> bookings, long lastSign) {
    List<Slice> slices = new ArrayList<>(pieces.size());
    int next = 0;
    long booked = 0;
    for (Piece piece : pieces) {
      int end = next;
      while (end < bookings.size() && bookings.get(end).place() < piece.to()) {
        end++;
      }
      List<Active> active = piece.orders().active();
      long length = piece.to() - piece.from();
      long share = length / active.size();
      long rest = length % active.size();
      for (int i = 0; i < active.size(); i++) {
        Amounts amounts = new Amounts();
        for (int j = next; j < end; j++) {
          add(amounts, bookings.get(j), piece, active, i);
        }
        long duration = share + (i < rest ? 1 : 0);
        booked += duration;
        slices.add(slice(piece, active.get(i), duration, amounts, lastSign));
      }
      next = end;
    }
    if (booked != MINUTE) {
      out.issue(
          new DataIssue(
              DataIssue.Kind.INVARIANT_BROKEN,
              minute,
              "minute",
              "The minute's slices sum to " + booked + " ms instead of " + MINUTE + " ms."));
    }
    out.minute(new MinuteOfLedger(minute, List.copyOf(slices)));
  }

  private static Slice slice(
      Piece piece, Active active, long duration, Amounts amounts, long lastSign) {
    return new Slice(
        piece.from(),
        piece.to(),
        duration,
        piece.state(),
        piece.category(),
        piece.extra(),
        piece.reason(),
        active.order(),
        active.product(),
        piece.calendar().shift(),
        piece.calendar().shiftStart(),
        piece.calendar().businessDay(),
        amounts.ideal,
        amounts.unrated,
        amounts.unseen,
        amounts.total,
        amounts.good,
        amounts.scrap,
        amounts.rework,
        piece.category() == LossCategory.PENDING_STOP || lastSign == NONE || piece.to() > lastSign);
  }

  private static final class Amounts {
    double ideal;
    double unrated;
    double unseen;
    double total;
    double good;
    double scrap;
    double rework;
  }

  private void add(Amounts amounts, Booking booking, Piece piece, List<Active> active, int index) {
    Runs.Counted counted = booking.counted();
    double share = share(counted.fact.order(), active, index);
    if (share == 0) {
      return;
    }
    double total = counted.total * share;
    amounts.total += total;
    amounts.good += counted.good * share;
    amounts.scrap += counted.scrap * share;
    amounts.rework += counted.rework * share;
    if (booking.unseen()) {
      amounts.unseen += total;
      return;
    }
    if (piece.orders().excluded()) {
      return;
    }
    Double seconds = secondsPerUnit(active.get(index).product(), booking.place());
    if (seconds == null) {
      amounts.unrated += total;
    } else {
      // whole microseconds: then sums do not depend on the order in which they are added
      amounts.ideal += total * (Math.rint(seconds * 1e6) / 1e3);
    }
  }

  /**
   * The part of a count that goes to one of the orders that run: its own order's, or even shares.
   */
  private static double share(String order, List<Active> active, int index) {
    if (active.size() == 1) {
      return 1;
    }
    if (order != null) {
      for (int i = 0; i < active.size(); i++) {
        if (order.equals(active.get(i).order())) {
          return i == index ? 1 : 0;
        }
      }
    }
    return 1.0 / active.size();
  }

  private Double secondsPerUnit(String product, long instant) {
    Versions<Double> versions = product == null ? null : head.rates.get(product);
    return versions == null ? null : versions.at(instant);
  }

  // ---- counts

  private List<Booking> bookings(Runs runs) {
    List<Booking> bookings = new ArrayList<>(runs.counted.size());
    for (Runs.Counted counted : runs.counted) {
      long unseenAt = counted.since == NONE ? NONE : lastNoData(runs, counted);
      bookings.add(
          unseenAt == NONE
              ? new Booking(counted.fact.at(), counted, false)
              : new Booking(unseenAt, counted, true));
    }
    return bookings;
  }

  /**
   * The last instant between two accepted samples that is booked as NO_DATA; NONE: there is none.
   */
  private long lastNoData(Runs runs, Runs.Counted counted) {
    for (int i = runs.stretches.size() - 1; i >= 0; i--) {
      Runs.Stretch stretch = runs.stretches.get(i);
      long from = Math.max(stretch.from, counted.since + 1);
      long end = Math.min(stretch.to, counted.fact.at());
      if (stretch.to <= counted.since) {
        return NONE;
      }
      if (stretch.run != Run.NO_DATA) {
        continue;
      }
      while (end > from) {
        long last = end - 1;
        PlantCalendar.Segment segment = calendar.at(last, head.settings.asset());
        int order = head.orderHistory().indexAt(last);
        OrderHistory.Stretch orders = head.orderHistory().get(order);
        if (last < head.bookingStart()) {
          return NONE;
        }
        if (segment.shift() != null && !segment.planned() && !orders.excluded()) {
          return last;
        }
        end =
            segment.shift() == null || segment.planned()
                ? Math.min(last, segment.from())
                : Math.min(last, orders.from());
      }
    }
    return NONE;
  }

  /** Takes reported scrap and rework from what was counted good, the latest first. */
  private void correct(List<Booking> bookings, long from, long to) {
    for (OfOperator correction : corrections) {
      long[] span = span(correction);
      if (span[1] <= from || span[0] >= to) {
        continue;
      }
      double left = correction.quantity();
      List<Booking> made = new ArrayList<>();
      for (Booking booking : bookings) {
        boolean inSpan =
            booking.place() >= Math.max(span[0], head.bookingStart()) && booking.place() < span[1];
        if (inSpan && belongs(booking, correction.order())) {
          made.add(booking);
        }
      }
      made.sort(
          Comparator.comparingLong(Booking::place)
              .thenComparing(b -> b.counted().fact, Signs.ORDER));
      for (int i = made.size() - 1; i >= 0 && left > 0; i--) {
        Runs.Counted counted = made.get(i).counted();
        double taken = Math.min(left, Math.max(counted.good, 0));
        counted.good -= taken;
        if (correction.entry() == OperatorEntry.SCRAP_REPORTED) {
          counted.scrap += taken;
        } else {
          counted.rework += taken;
        }
        left -= taken;
      }
      if (left > 0) {
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
    }
  }

  private boolean belongs(Booking booking, String order) {
    if (order == null) {
      return true;
    }
    if (booking.counted().fact.order() != null) {
      return order.equals(booking.counted().fact.order());
    }
    for (Active active : head.orderHistory().at(booking.place()).active()) {
      if (order.equals(active.order())) {
        return true;
      }
    }
    return false;
  }

  /** The span a correction is about: as given, or the shift so far. */
  private long[] span(OfOperator correction) {
    if (correction.to() != NONE) {
      return new long[] {correction.from(), correction.to()};
    }
    PlantCalendar.Segment segment = calendar.at(correction.from(), head.settings.asset());
    long start =
        segment.shiftStart() == NONE ? correction.from() - CORRECTION_SPAN : segment.shiftStart();
    return new long[] {start, correction.from() + 1};
  }

  /** Joins to the intervals the spans of all corrections that meet them. */
  void widenByCorrections(Ranges about) {
    boolean widened = !about.isEmpty();
    while (widened) {
      widened = false;
      for (OfOperator correction : corrections) {
        long[] span = span(correction);
        if (about.meets(span[0], span[1]) && !about.covers(span[0], span[1])) {
          about.add(span[0], span[1]);
          widened = true;
        }
      }
    }
  }

  private void widenByCorrections(long[] span) {
    boolean widened = !corrections.isEmpty();
    while (widened) {
      widened = false;
      for (OfOperator correction : corrections) {
        long[] about = span(correction);
        boolean meets = about[0] < span[1] && about[1] > span[0];
        if (meets && (about[0] < span[0] || about[1] > span[1])) {
          span[0] = Math.min(span[0], about[0]);
          span[1] = Math.max(span[1], about[1]);
          widened = true;
        }
      }
    }
  }

  /** Where a correction changes what is booked. */
  void markCorrection(OfOperator correction) {
    long[] span = span(correction);
    head.markDirty(span[0], span[1]);
  }

  // ---- stops

  /** Emits every stop that touches {@code [from, to]}, and what is known not to be one any more. */
  void stops(long from, long to) {
    Runs runs = Runs.over(head, blocks, from, to, now);
    long low = from;
    long high = to;
    for (Runs.Stop stop : runs.stops) {
      if (touches(stop, from, to)) {
        low = Math.min(low, stop.start);
        high = Math.max(high, stop.end == NONE ? stop.lasted : stop.end);
      }
    }
    if (low < from) {
      runs = Runs.over(head, blocks, low, high, now);
    }
    Set<Long> starts = new HashSet<>();
    for (Runs.Stop stop : runs.stops) {
      boolean booked = (stop.end == NONE ? now : stop.end) > head.bookingStart();
      if (booked && stop.start >= low && touches(stop, low, high) && stop.start < now) {
        starts.add(stop.start);
        out.stop(record(stop, runs));
      } else if (stop.start >= now) {
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
      Facts facts = Facts.from(head, blocks, low);
      for (Fact fact = facts.next(); fact != null && fact.at() <= high; fact = facts.next()) {
        boolean couldHaveBeen = fact.at() >= low && fact.at() < head.restoredAt;
        if (couldHaveBeen && !starts.contains(fact.at())) {
          out.noStop(fact.at());
        }
      }
    }
    head.emittedStops.addAll(starts);
  }

  private static boolean touches(Runs.Stop stop, long from, long to) {
    return stop.start <= to && (stop.end == NONE || stop.end >= from);
  }

  private StopRecord record(Runs.Stop stop, Runs runs) {
    long end = stop.end == NONE ? Math.max(head.bookedTo, stop.start) : stop.end;
    List<Piece> pieces = new ArrayList<>();
    new Walk(runs, stop.start).to(end, pieces);
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
    Facts facts = Facts.from(head, blocks, stopStart - ALARM_BEFORE);
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

  // ---- one instant

  /** How {@code instant} is booked, as far as facts up to now tell. */
  LiveRow live(long instant) {
    Runs runs = Runs.over(head, blocks, instant - 1, instant, now);
    List<Piece> pieces = new ArrayList<>();
    new Walk(runs, instant - 1).to(instant, pieces);
    Piece piece = pieces.get(pieces.size() - 1);
    int index = runs.indexAt(instant - 1);
    Runs.Stop stop = index < 0 ? null : runs.stretches.get(index).stop;
    Active active = piece.orders().active().get(0);
    boolean silent = index >= 0 && runs.stretches.get(index).run == Run.NO_DATA;
    long since =
        silent || head.live.stateSince == NONE
            ? index < 0 ? instant : runs.stretches.get(index).from
            : head.live.stateSince;
    return new LiveRow(
        instant,
        piece.state(),
        since,
        piece.category(),
        stop == null || stop.end != NONE ? NONE : stop.start,
        piece.reason(),
        active.order(),
        active.product(),
        piece.calendar().shift(),
        piece.calendar().shiftStart(),
        head.lastFactAt,
        head.lastArrivedAt,
        head.factCount,
        head.duplicateCount);
  }

  // ---- the walk

  /** Walks through time, from one change of booking to the next. */
  private final class Walk {
    private final Runs runs;
    private long at;
    private int stretch;
    private int order;
    private PlantCalendar.Segment segment;
    private StopParts parts;

    Walk(Runs runs, long from) {
      this.runs = runs;
      this.at = from;
      this.stretch = Math.max(runs.indexAt(from), 0);
      this.order = head.orderHistory().indexAt(from);
      this.segment = calendar.at(from, head.settings.asset());
    }

    /** Adds the pieces from where it stands to {@code end}; equal neighbours are one. */
    void to(long end, List<Piece> pieces) {
      while (at < end) {
        Piece piece = step(end);
        Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        if (last != null && last.booksLike(piece)) {
          pieces.set(pieces.size() - 1, last.until(piece.to()));
        } else {
          pieces.add(piece);
        }
        at = piece.to();
      }
    }

    private Piece step(long limit) {
      while (stretch < runs.stretches.size() - 1 && runs.stretches.get(stretch).to <= at) {
        stretch++;
      }
      while (head.orderHistory().endOf(order) <= at) {
        order++;
      }
      if (segment.to() <= at) {
        segment = calendar.at(at, head.settings.asset());
      }
      OrderHistory.Stretch orders = head.orderHistory().get(order);
      long end = Math.min(Math.min(limit, segment.to()), head.orderHistory().endOf(order));
      Runs.Stretch current = runs.stretches.isEmpty() ? null : runs.stretches.get(stretch);
      if (current == null || current.to <= at || current.from > at) {
        // nothing is known of this time: before the first fact, or after all facts and now
        return piece(end, MachineState.UNKNOWN, Run.NO_DATA, null, null, orders);
      }
      end = Math.min(end, current.to);
      String reason = null;
      if (current.stop != null && (!reasons.isEmpty() || !splits.isEmpty())) {
        if (parts == null || parts.stop != current.stop) {
          parts = new StopParts(current.stop, reasons, splits);
        }
        reason = parts.reasonAt(at);
        end = Math.min(end, parts.endOfPartAt(at));
        Versions<LossCategory> versions = reason == null ? null : shared.reason(reason);
        if (versions != null) {
          end = Math.min(end, versions.nextAfter(at));
        }
      }
      return piece(end, current.state, current.run, current.stop, reason, orders);
    }

    private Piece piece(
        long end,
        MachineState state,
        Run run,
        Runs.Stop stop,
        String reason,
        OrderHistory.Stretch orders) {
      LossCategory byReason = reason == null ? null : reasonCategory(reason, at);
      boolean planned = segment.shift() == null || segment.planned();
      boolean up = run == Run.UP && stop == null;
      boolean extra = up && planned && !orders.excluded();
      LossCategory category;
      if (orders.excluded()) {
        category = LossCategory.NOT_SCHEDULED;
      } else if (extra) {
        category = LossCategory.RUNNING;
      } else if (segment.shift() == null || byReason == LossCategory.NOT_SCHEDULED) {
        category = LossCategory.NOT_SCHEDULED;
      } else if (segment.planned() || byReason == LossCategory.PLANNED_STOP) {
        category = LossCategory.PLANNED_STOP;
      } else if (run == Run.NO_DATA) {
        category = LossCategory.NO_DATA;
      } else if (run == Run.SETUP || byReason == LossCategory.SETUP) {
        category = LossCategory.SETUP;
      } else if (stop != null) {
        category = stop.category(head.settings.minorStopBelow());
      } else {
        category = LossCategory.RUNNING;
      }
      return new Piece(at, end, state, category, extra, reason, orders, segment);
    }

    private LossCategory reasonCategory(String reason, long instant) {
      Versions<LossCategory> versions = shared.reason(reason);
      return versions == null ? null : versions.at(instant);
    }
  }
}
