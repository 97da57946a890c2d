package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.timeline.Fact.OfOperator;
import io.takt.jobs.timeline.MachineState.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Books one asset's time. Facts are kept and time is derived from them: a fact in order extends the
 * head cheaply, any other marks the time it can touch, and {@link #advance} derives that anew.
 *
 * <p>What is marked does not depend on what the fact turned out to change, only on its neighbours.
 * So whatever rows a run that crashed has written, the run that repeats it writes all of them
 * again.
 *
 * <p>Holds no state of its own between calls; not for several threads.
 */
public final class Timeline {
  private static final long MINUTE = Derivation.MINUTE;
  private static final long HOUR = 60 * MINUTE;
  private static final long LONGEST_STOP = 30 * 24 * HOUR;

  private final SharedTables shared;

  public Timeline(SharedTables shared) {
    this.shared = shared;
  }

  /** Whether the asset has been described; until then facts are kept and nothing is booked. */
  public boolean known(Head head) {
    return head.settings != null;
  }

  /** Whether the next {@link #advance} shows something that people should see at once. */
  public boolean urgent(Head head) {
    return head.urgent;
  }

  /** Says that rows may have been written that this state does not know of. */
  public void restored(Head head) {
    head.restoredAt = Long.MAX_VALUE;
  }

  // ---- tables

  /** The asset is described, or described anew. */
  public void settings(Head head, Blocks blocks, AssetSettings settings) {
    if (settings.equals(head.settings)) {
      return;
    }
    head.settings = settings;
    // other thresholds: what time alone does, it does again
    head.silentSince = NONE;
    head.flippedStop = NONE;
    refoldAll(head, blocks);
    everythingChanged(head);
  }

  /** Ideal seconds per unit of a product on this asset, by date. */
  public void rates(Head head, Blocks blocks, String product, Versions<Double> secondsPerUnit) {
    if (!secondsPerUnit.equals(head.rates.put(product, secondsPerUnit))) {
      everythingChanged(head);
    }
  }

  /** What is known of an order that this asset runs. */
  public void order(Head head, Blocks blocks, WorkOrderInfo order) {
    if (order.equals(head.orders.put(order.order(), order))) {
      return;
    }
    head.ordersChanged();
    Ranges runs = new Ranges();
    head.orderHistory().intervalsOf(order.order(), runs);
    for (int i = 0; i < runs.count(); i++) {
      markWithSamples(head, blocks, runs.from(i), runs.to(i));
    }
  }

  /** A calendar or a reason says something else from {@code from} on. */
  public void tablesChanged(Head head, Blocks blocks, long from) {
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

  private void everythingChanged(Head head) {
    if (head.settings != null && head.bookedTo != NONE) {
      head.markDirty(head.bookingStart(), head.bookedTo);
      // a stop may have begun before booking did
      long start = earliest(head.firstSign, head.bookingStart());
      head.markStops(start, knownTo(head));
      head.urgent = true;
    }
  }

  // ---- facts

  /** Takes a fact; what it changes is said by the next {@link #advance}. */
  public void accept(Head head, Blocks blocks, Fact fact, Changes out) {
    if (head.prunedTo != NONE && fact.touches() < head.prunedTo) {
      out.tooLate(fact);
      return;
    }
    if (fact instanceof OfOperator entry) {
      acceptEntry(head, blocks, entry, out);
    } else {
      acceptSign(head, blocks, fact, out);
    }
  }

  private void seen(Head head, Fact fact) {
    head.factCount++;
    head.lastFactAt = Math.max(head.lastFactAt, fact.at());
    head.lastArrivedAt = Math.max(head.lastArrivedAt, fact.arrivedAt());
  }

  private void acceptSign(Head head, Blocks blocks, Fact fact, Changes out) {
    long start = Block.startOf(fact.at());
    boolean newest =
        head.tail == null
            || start > head.tail.start
            || (start == head.tail.start
                && Signs.ORDER.compare(fact, head.tail.get(head.tail.size() - 1)) > 0);
    if (newest) {
      append(head, blocks, start, fact, out);
    } else {
      insert(head, blocks, start, fact, out);
    }
  }

  private void append(Head head, Blocks blocks, long start, Fact fact, Changes out) {
    if (head.tail == null) {
      head.tail = new Block(start, head.live.copy());
    } else if (head.tail.start != start) {
      blocks.put(head.tail.start, head.tail);
      head.older.add(head.tail.start);
      head.tail = new Block(start, head.live.copy());
    }
    head.tail.append(fact);
    seen(head, fact);
    startsAt(head, fact.at());
    if (head.settings == null) {
      return;
    }
    Fold live = head.live;
    long lastSign = live.lastSign;
    long stopStart = live.stopStart;
    long upStart = live.upStart;
    long unseenFrom = live.unseenFrom;
    boolean wasDown = openStop(head);
    MachineState before = live.state;
    Counters.Verdict verdict = live.step(fact, head.settings);
    judge(fact, verdict, live.counters, out);
    if (fact instanceof Fact.OfState state) {
      judge(head, state, out);
    }

    if (head.provisionalFrom != NONE) {
      head.markDirty(head.provisionalFrom, head.heardUntil(fact.at()));
    }
    boolean silent = lastSign != NONE && fact.at() - lastSign > head.settings.noDataAfter();
    boolean bookedSilent = lastSign != NONE && head.silentSince == lastSign;
    if (live.state != before || silent || bookedSilent || head.restoredAt != NONE) {
      long opened = stopStart != NONE ? stopStart : wasDown ? lastSign : fact.at();
      touchStops(head, opened, fact.at());
      if (upStart != NONE) {
        head.markDirty(upStart, fact.at()); // a run too short to count becomes part of the stop
      }
      if (bookedSilent) {
        // it goes on after all: what was said of time after the last sign may be about it
        head.markDirty(opened, fact.at());
      }
      head.urgent |= live.state != before || silent || bookedSilent;
    }
    if (verdict != null && unseenFrom != NONE) {
      head.markDirty(Math.min(unseenFrom, fact.at()), fact.at() + 1);
    } else if (verdict != null && live.counters.deltaFrom != NONE && silent) {
      head.markDirty(lastSign, fact.at() + 1);
    }
    if (fact instanceof Fact.OfCount) {
      markCorrected(
          head,
          blocks,
          verdict == null ? fact.at() : earliest(unseenFrom, silent ? lastSign : fact.at()),
          fact.at() + 1);
    }
    if (fact instanceof Fact.OfAlarm alarm) {
      alarmed(head, alarm);
    }
    if (fact.at() < head.bookedTo) {
      head.markDirty(fact.at(), head.heardUntil(fact.at()));
    }
  }

  /** A stop that began before now and has just ended or gone on may be classified otherwise. */
  private static void touchStops(Head head, long from, long to) {
    head.markStops(from, to + 1);
    if (to - from < head.settings.minorStopBelow() + head.settings.minRun()
        || head.flippedStop == from) {
      head.markDirty(from, to);
    }
  }

  /** Whether the asset, by its last state, stands. */
  private static boolean openStop(Head head) {
    return head.live.state != null && head.live.state.run() == Run.DOWN;
  }

  private static void startsAt(Head head, long at) {
    if (head.firstSign == NONE || at < head.firstSign) {
      long before = head.firstSign;
      head.firstSign = at;
      boolean bookingMoves =
          before != NONE && head.settings != null && head.settings.bookedFrom() == NONE;
      if (bookingMoves && head.bookedTo != NONE) {
        head.markDirty(head.bookingStart(), before);
      }
    }
  }

  private static void alarmed(Head head, Fact.OfAlarm alarm) {
    if (alarm.active() && alarm.severity().compareTo(AlarmSeverity.FAULT) >= 0) {
      head.markStops(alarm.at() - MINUTE, alarm.at() + 10 * MINUTE);
    }
  }

  private void insert(Head head, Blocks blocks, long start, Fact fact, Changes out) {
    Block block = start == head.tail.start ? head.tail : existing(head, blocks, start);
    int found = block == null ? -1 : block.find(fact);
    if (found >= 0) {
      repeated(head, blocks, block, found, fact, out);
      return;
    }
    seen(head, fact);
    startsAt(head, fact.at());
    if (head.settings == null) {
      place(head, blocks, block, start, found, fact);
      return;
    }
    Neighbours around = Neighbours.of(head, blocks, fact);
    markAround(head, blocks, around);
    Block changed = place(head, blocks, block, start, found, fact);
    refold(head, blocks, changed, fact, null, out);
    markAround(head, blocks, around);
    head.urgent = true;
    if (fact instanceof Fact.OfAlarm alarm) {
      alarmed(head, alarm);
    }
    if (fact instanceof Fact.OfState state) {
      judge(head, state, out);
    }
  }

  private static Block existing(Head head, Blocks blocks, long start) {
    return Collections.binarySearch(head.older, start) >= 0 ? blocks.get(start) : null;
  }

  private void repeated(Head head, Blocks blocks, Block block, int index, Fact fact, Changes out) {
    Fact known = block.get(index);
    int order = Signs.compareContent(known, fact);
    head.duplicateCount++;
    if (order == 0) {
      return;
    }
    out.issue(
        new DataIssue(
            DataIssue.Kind.CONFLICTING_DUPLICATE,
            fact.at(),
            fact.source() + "#" + fact.sequence(),
            "One source gave one sequence number to two different facts; the greater one is used."));
    if (order > 0) {
      return;
    }
    if (head.settings == null) {
      block.replace(index, fact);
      keep(head, blocks, block);
      return;
    }
    Neighbours around = Neighbours.of(head, blocks, fact);
    markAround(head, blocks, around);
    block.replace(index, fact);
    keep(head, blocks, block);
    refold(head, blocks, block, fact, known, out);
    markAround(head, blocks, around);
    head.urgent = true;
  }

  private static void keep(Head head, Blocks blocks, Block block) {
    if (block != head.tail) {
      blocks.put(block.start, block);
    }
  }

  /** Puts a late fact in its place; a block that did not exist starts from what lies before it. */
  private Block place(Head head, Blocks blocks, Block block, long start, int found, Fact fact) {
    if (block != null) {
      block.insert(-found - 1, fact);
      keep(head, blocks, block);
      return block;
    }
    Block created = new Block(start, foldBefore(head, blocks, start));
    created.append(fact);
    int at = -Collections.binarySearch(head.older, start) - 1;
    head.older.add(at, start);
    blocks.put(start, created);
    return created;
  }

  private Fold foldBefore(Head head, Blocks blocks, long start) {
    int at = -Collections.binarySearch(head.older, start) - 1;
    if (at == 0) {
      Block next = head.older.isEmpty() ? head.tail : blocks.get(head.older.get(0));
      return next.before.copy();
    }
    Block previous = blocks.get(head.older.get(at - 1));
    Fold fold = previous.before.copy();
    if (head.settings != null) {
      for (int i = 0; i < previous.size(); i++) {
        fold.step(previous.get(i), head.settings);
      }
    }
    return fold;
  }

  /**
   * Folds on from a block in which a late fact was placed, or put in the place of another, until
   * what was and what is now known agree, and marks the counts that changed on the way.
   */
  private void refold(
      Head head, Blocks blocks, Block changed, Fact late, Fact replaced, Changes out) {
    Fold old = changed.before.copy();
    Fold fold = changed.before.copy();
    Facts facts = Facts.from(head, blocks, changed.start);
    Block at = changed;
    long countsFrom = NONE;
    long countsTo = NONE;
    boolean passed = false;
    for (Fact fact = facts.next(); fact != null; fact = facts.next()) {
      if (facts.block() != at) {
        at = facts.block();
        at.before = fold.copy();
        keep(head, blocks, at);
      }
      long unseenFrom =
          earliest(
              earliest(old.unseenFrom, fold.unseenFrom), earliest(old.lastSign, fold.lastSign));
      Counters.Verdict verdict = fold.step(fact, head.settings);
      boolean isLate = Signs.ORDER.compare(fact, late) == 0;
      Fact before = isLate ? replaced : fact;
      if (before != null) {
        old.step(before, head.settings);
      }
      passed |= isLate;
      if (!passed) {
        continue;
      }
      judge(fact, verdict, fold.counters, out);
      // differences that a source reports are its own, whatever else comes late
      if (fact instanceof Fact.OfCount && (verdict != null || isLate)) {
        long from = verdict == null ? fact.at() : earliest(fact.at(), unseenFrom);
        countsFrom = earliest(countsFrom, from);
        countsTo = Math.max(countsTo, fact.at() + 1);
      }
      if (!isLate && old.sameAs(fold)) {
        markCounts(head, blocks, countsFrom == NONE ? late.at() : countsFrom, countsTo);
        return;
      }
      if (!isLate && !(late instanceof Fact.OfCount c && !c.cumulative()) && old.sameCounts(fold)) {
        // only runs still differ; their extent is marked by the fact's neighbours
        markCounts(head, blocks, countsFrom == NONE ? late.at() : countsFrom, countsTo);
        countsFrom = NONE;
        countsTo = NONE;
      }
    }
    markCounts(head, blocks, countsFrom == NONE ? late.at() : countsFrom, countsTo);
    head.live = fold;
  }

  /** Marks counts that changed, and whatever a correction gives to or takes from them. */
  private void markCounts(Head head, Blocks blocks, long from, long to) {
    head.markDirty(from, to);
    markCorrected(head, blocks, from, to);
  }

  /** Marks the spans of all corrections that speak of an interval: they share out what is in it. */
  private void markCorrected(Head head, Blocks blocks, long from, long to) {
    if (head.bookedTo != NONE && head.entries.corrects()) {
      Ranges about = new Ranges();
      about.add(from, to);
      derivation(head, blocks, head.bookedTo, null).widenByCorrections(about);
      for (int i = 0; i < about.count(); i++) {
        head.markDirty(about.from(i), about.to(i));
      }
    }
  }

  private static long earliest(long a, long b) {
    return a == NONE ? b : b == NONE ? a : Math.min(a, b);
  }

  /** What lies around a late fact: what it can change, by its neighbours alone. */
  private record Neighbours(long from, long to) {

    static Neighbours of(Head head, Blocks blocks, Fact fact) {
      long from = fact.at();
      long to = fact.at() + 1;
      long next = NONE;
      long nextState = NONE;
      Facts facts = Facts.from(head, blocks, fact.at());
      Fold before = facts.before();
      long previous = before.lastSign;
      boolean wantsState = fact instanceof Fact.OfState;
      for (Fact other = facts.next(); other != null; other = facts.next()) {
        if (other.at() <= fact.at()) {
          previous = other.at();
          continue;
        }
        next = next == NONE ? other.at() : next;
        if (!wantsState) {
          break;
        }
        if (other instanceof Fact.OfState) {
          nextState = other.at();
          break;
        }
      }
      if (next == NONE) {
        to = head.heardUntil(fact.at());
      } else if (previous == NONE || next - previous > head.settings.noDataAfter()) {
        to = next;
      }
      if (wantsState) {
        long holdsUntil =
            nextState == NONE
                ? head.heardUntil(Math.max(fact.at(), head.live.lastSign))
                : nextState;
        to = Math.max(to, holdsUntil);
      }
      if (previous == NONE || next == NONE || next - previous > head.settings.noDataAfter()) {
        from = previous == NONE ? head.bookingStart() : previous;
      }
      return new Neighbours(Math.min(from, fact.at()), to);
    }
  }

  /** Marks an interval with all the stops that touch it, as known at this moment. */
  private void markAround(Head head, Blocks blocks, Neighbours around) {
    if (head.bookedTo == NONE) {
      head.markStops(around.from(), around.from());
      return;
    }
    long reach = head.settings.minRun();
    long from = around.from() - reach;
    long to = around.to() == Long.MAX_VALUE ? knownTo(head) : around.to() + reach;
    to = Math.max(to, from + 1);
    Runs runs = Runs.over(head, blocks, from, to, Math.max(to, head.bookedTo));
    long low = from;
    long high = to;
    for (Runs.Stop stop : runs.stops) {
      long end = stop.end == NONE ? Math.max(stop.lasted, head.bookedTo) : stop.end;
      if (stop.start <= to && end >= from) {
        low = Math.min(low, stop.start);
        high = Math.max(high, end);
      }
    }
    if (openStop(head) && high > head.live.lastSign) {
      // unless silence proves to end it, the stop that is open goes on into that interval
      low = Math.min(low, openStopStart(head));
    }
    head.markDirty(low, high);
    head.markStops(low, high);
  }

  private void refoldAll(Head head, Blocks blocks) {
    Fold fold = new Fold();
    for (Long start : head.older) {
      Block block = blocks.get(start);
      block.before = fold.copy();
      blocks.put(start, block);
      for (int i = 0; i < block.size(); i++) {
        fold.step(block.get(i), head.settings);
      }
    }
    if (head.tail != null) {
      head.tail.before = fold.copy();
      for (int i = 0; i < head.tail.size(); i++) {
        fold.step(head.tail.get(i), head.settings);
      }
    }
    head.live = fold;
  }

  // ---- what people say

  private void acceptEntry(Head head, Blocks blocks, OfOperator entry, Changes out) {
    OfOperator known = head.entries.find(entry.id());
    if (known != null) {
      head.duplicateCount++;
      int order = Entries.compareContent(known, entry);
      if (order == 0) {
        return;
      }
      out.issue(
          new DataIssue(
              DataIssue.Kind.CONFLICTING_DUPLICATE,
              entry.at(),
              entry.id(),
              "One id was given to two different entries; the greater one is used."));
      if (order > 0) {
        return;
      }
      markEntry(head, blocks, known);
      head.entries.remove(known);
    } else {
      seen(head, entry);
    }
    head.entries.add(entry);
    head.ordersChanged();
    markEntry(head, blocks, entry);
    judge(head, blocks, entry, out);
    head.urgent = true;
  }

  /** Marks all that an entry can change, whether it holds at this moment or not. */
  private void markEntry(Head head, Blocks blocks, OfOperator entry) {
    if (head.settings == null || head.bookedTo == NONE) {
      return;
    }
    switch (entry.entry()) {
      case REASON_GIVEN ->
          markAround(
              head,
              blocks,
              new Neighbours(entry.from(), entry.to() == NONE ? entry.from() + 1 : entry.to()));
      case STOP_SPLIT -> {
        for (Long cut : entry.splitAt()) {
          markAround(head, blocks, new Neighbours(cut, cut + 1));
        }
      }
      case SCRAP_REPORTED, REWORK_REPORTED ->
          derivation(head, blocks, head.bookedTo, null).markCorrection(entry);
      case ORDER_STARTED, ORDER_PAUSED, ORDER_FINISHED ->
          markWithSamples(head, blocks, entry.from(), nextOrderChange(head, entry));
      case ORDER_ASSIGNED ->
          markWithSamples(
              head, blocks, entry.from(), entry.to() == NONE ? Long.MAX_VALUE : entry.to());
      case WITHDRAWN -> {
        OfOperator target = head.entries.target(entry);
        if (target != null) {
          markEntry(head, blocks, target);
        }
      }
      case OTHER -> {}
    }
  }

  /**
   * When another order next starts alone: until then an entry on orders may matter, however many
   * others run beside it.
   */
  private static long nextOrderChange(Head head, OfOperator entry) {
    long next = Long.MAX_VALUE;
    for (OfOperator other : head.entries.all()) {
      boolean startsAlone =
          other.entry() == OperatorEntry.ORDER_STARTED
              && !other.parallel()
              && head.entries.holds(other);
      if (startsAlone && !other.id().equals(entry.id()) && other.from() > entry.from()) {
        next = Math.min(next, other.from());
      }
    }
    return next;
  }

  /** Marks an interval, its stops, and counts after it that may belong to its unseen time. */
  private void markWithSamples(Head head, Blocks blocks, long from, long to) {
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
      boolean corrects =
          entry.entry() == OperatorEntry.SCRAP_REPORTED
              || entry.entry() == OperatorEntry.REWORK_REPORTED;
      if (corrects && entry.order() != null) {
        derivation(head, blocks, head.bookedTo, null).markCorrection(entry);
      }
    }
    head.markDirty(low, high);
  }

  // ---- doubts

  private static void judge(Head head, Fact.OfState fact, Changes out) {
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

  private static void judge(Fact fact, Counters.Verdict verdict, Counters counters, Changes out) {
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

  private void judge(Head head, Blocks blocks, OfOperator entry, Changes out) {
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

  // ---- time

  /** Books every minute that has ended by {@code now}, and anew whatever no longer holds. */
  public void advance(Head head, Blocks blocks, long now, Changes out) {
    if (head.settings == null) {
      return;
    }
    if (head.restoredAt == Long.MAX_VALUE) {
      head.restoredAt = now;
    }
    long start = head.bookingStart();
    if (start == NONE) {
      return;
    }
    long limit = Math.floorDiv(now, MINUTE) * MINUTE;
    if (head.bookedTo == NONE) {
      head.bookedTo = start;
      head.markStops(head.bookedTo, Math.max(now, head.lastFactAt) + 1);
      if (shared.calendar(head.settings.calendar()) == null) {
        unknownCalendar(head, out);
      }
    }
    timeAlone(head, now);
    if (limit > head.bookedTo && openStop(head)) {
      // it has gone on for another minute: so have its allocations, and maybe its main reason
      head.markStops(openStopStart(head), now);
    }
    Derivation derivation = derivation(head, blocks, now, out);
    long bookedBefore = head.bookedTo;
    Ranges due = head.dirty;
    head.dirty = new Ranges();
    derivation.widenByCorrections(due);
    Ranges whole = new Ranges();
    for (int i = 0; i < due.count(); i++) {
      long from = Math.floorDiv(due.from(i), MINUTE) * MINUTE;
      long to = -Math.floorDiv(-due.to(i), MINUTE) * MINUTE;
      whole.add(Math.max(from, start), Math.min(to, bookedBefore));
    }
    whole.add(bookedBefore, limit);
    head.bookedTo = Math.max(bookedBefore, limit);
    for (int i = 0; i < whole.count(); i++) {
      for (long from = whole.from(i); from < whole.to(i); from += HOUR) {
        derivation.minutes(from, Math.min(from + HOUR, whole.to(i)));
      }
    }
    head.provisionalFrom = provisionalFrom(head);
    Ranges stops = head.dirtyStops;
    head.dirtyStops = new Ranges();
    for (int i = 0; i < stops.count(); i++) {
      derivation.stops(stops.from(i), stops.to(i));
      if (stops.to(i) > now) {
        head.markStops(Math.max(now, stops.from(i)), stops.to(i));
      }
    }
    head.urgent = false;
  }

  /** Marks what changes because time has passed and nothing was heard. */
  private static void timeAlone(Head head, long now) {
    Fold live = head.live;
    if (live.lastSign == NONE || live.state == null) {
      return;
    }
    boolean down = live.state.run() == Run.DOWN;
    long stopStart = openStopStart(head);
    boolean silent = now - live.lastSign > head.settings.noDataAfter();
    if (silent && head.silentSince != live.lastSign) {
      head.silentSince = live.lastSign;
      head.markDirty(down ? stopStart : live.lastSign, head.heardUntil(live.lastSign));
      if (down) {
        head.markStops(stopStart, live.lastSign);
      }
      head.urgent = true;
    }
    if (down
        && !silent
        && head.flippedStop != stopStart
        && now - stopStart >= head.settings.minorStopBelow()) {
      head.flippedStop = stopStart;
      head.markDirty(stopStart, Long.MAX_VALUE);
      head.markStops(stopStart, now);
      head.urgent = true;
    }
  }

  /** Start of the stop that goes on by the last state: it may begin with that state. */
  private static long openStopStart(Head head) {
    Fold live = head.live;
    boolean goesOn =
        live.stopStart != NONE
            && (live.run == Run.DOWN
                || (live.run == Run.UP && live.lastSign - live.upStart < head.settings.minRun()));
    return goesOn ? live.stopStart : live.lastSign;
  }

  /** The first minute that holds time after the last sign of life, or a pending stop. */
  private static long provisionalFrom(Head head) {
    long from = head.live.lastSign == NONE ? head.bookingStart() : head.live.lastSign;
    boolean pending =
        head.live.state != null
            && head.live.state.run() == Run.DOWN
            && head.silentSince != head.live.lastSign
            && head.flippedStop != openStopStart(head);
    if (pending) {
      from = Math.min(from, openStopStart(head));
    }
    return from < head.bookedTo ? from : NONE;
  }

  private void unknownCalendar(Head head, Changes out) {
    out.issue(
        new DataIssue(
            DataIssue.Kind.UNKNOWN_CALENDAR,
            head.bookedTo,
            Objects.toString(head.settings.calendar()),
            "Nobody has described the calendar '"
                + head.settings.calendar()
                + "'; until then nothing is scheduled."));
  }

  /** When {@link #advance} is next due although nothing arrives; Long.MAX_VALUE: never. */
  public long nextDue(Head head) {
    if (head.settings == null || head.bookingStart() == NONE) {
      return Long.MAX_VALUE;
    }
    long due = (head.bookedTo == NONE ? head.bookingStart() : head.bookedTo) + MINUTE;
    Fold live = head.live;
    if (live.lastSign == NONE || live.state == null) {
      return due;
    }
    boolean silent = head.silentSince == live.lastSign;
    if (!silent && head.settings.noDataAfter() != Long.MAX_VALUE) {
      due = Math.min(due, live.lastSign + head.settings.noDataAfter() + 1);
    }
    if (!silent && live.state.run() == Run.DOWN && head.flippedStop != openStopStart(head)) {
      due = Math.min(due, openStopStart(head) + head.settings.minorStopBelow());
    }
    return due;
  }

  /** What the asset does at {@code now}; only for an asset that is {@link #known}. */
  public LiveRow live(Head head, Blocks blocks, long now) {
    return derivation(head, blocks, now, null).live(now);
  }

  /** Forgets what lies before {@code below}, except what the time after it stands on. */
  public void prune(Head head, Blocks blocks, long below) {
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

  /** A stop that goes on at the limit is kept whole, unless it is very old. */
  private static long keepsStop(Head head, Blocks blocks, long below) {
    Facts facts = Facts.from(head, blocks, below);
    long stopStart = facts.before().stopStart;
    return stopStart == NONE || stopStart < below - LONGEST_STOP ? below : stopStart;
  }

  private static void pruneEntries(Head head, long limit) {
    List<OfOperator> gone = new ArrayList<>();
    for (OfOperator entry : head.entries.all()) {
      boolean past = entry.at() < limit && entry.from() < limit;
      boolean ended =
          switch (entry.entry()) {
            case ORDER_STARTED, ORDER_PAUSED, ORDER_FINISHED ->
                nextOrderChange(head, entry) <= limit;
            case REASON_GIVEN, SCRAP_REPORTED, REWORK_REPORTED, ORDER_ASSIGNED ->
                entry.to() < limit;
            case STOP_SPLIT -> entry.splitAt().stream().allMatch(cut -> cut < limit);
            case WITHDRAWN -> {
              OfOperator target = head.entries.target(entry);
              yield target == null || gone.contains(target);
            }
            case OTHER -> true;
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

  private Derivation derivation(Head head, Blocks blocks, long now, Changes out) {
    PlantCalendar calendar = shared.calendar(head.settings.calendar());
    return new Derivation(
        head, blocks, shared, calendar == null ? NeverScheduled.INSTANCE : calendar, now, out);
  }
}
