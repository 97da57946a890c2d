package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;
import static io.takt.jobs.timeline.MinuteOfLedger.MINUTE;

import io.takt.jobs.timeline.Fact.OfOperator;

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
  /** How long after its end a shift is reported unless said otherwise, in milliseconds. */
  public static final long SETTLE = 5 * MINUTE;

  private final SharedTables shared;
  private final long settle;
  private final Marks marks;
  private final NewestFacts newestFacts;
  private final LateFacts lateFacts;

  /**
   * @param settle how long after its end a shift is reported, in milliseconds; a minute at least
   */
  public Timeline(SharedTables shared, long settle) {
    this.shared = shared;
    this.settle = settle;
    this.marks = new Marks(shared);
    this.newestFacts = new NewestFacts(marks);
    this.lateFacts = new LateFacts(marks);
  }

  /** Whether the asset has been described; until then facts are kept and nothing is booked. */
  public boolean known(Head head) {
    return head.settings != null;
  }

  /** Start of the newest block, which the head holds; {@link Fact#NONE}: nothing was heard. */
  public long newestBlock(Head head) {
    return head.tail == null ? Fact.NONE : head.tail.start;
  }

  /** Whether the next {@link #advance} shows something that people should see at once. */
  public boolean urgent(Head head) {
    return head.urgent;
  }

  /**
   * Says that rows may have been written that this state does not know of.
   *
   * @param until facts from here on have not been seen before
   */
  public void restored(Head head, long until) {
    head.restoredAt = until;
    head.goneSaid.clear();
  }

  // ---- tables

  /** The asset is described, or described anew. */
  public void settings(Head head, Blocks blocks, AssetSettings settings) {
    if (settings.equals(head.settings)) {
      return;
    }
    head.settings = settings;
    head.otherSettingsBefore = Math.max(head.otherSettingsBefore, head.restoredAt);
    head.goneSaid.clear();
    head.hears(Heard.table(RestatementCause.ASSET_SETTINGS));
    // other thresholds: what time alone does, it does again
    head.silentSince = NONE;
    head.flippedStop = NONE;
    Refold.all(head, blocks);
    marks.everything(head);
    head.closesAt = NONE; // shifts may be others
  }

  /** Ideal seconds per unit of a product on this asset, by date. */
  public void rates(Head head, Blocks blocks, String product, Versions<Double> secondsPerUnit) {
    if (!secondsPerUnit.equals(head.rates.put(product, secondsPerUnit))) {
      head.hears(Heard.table(RestatementCause.RATE));
      marks.everything(head);
    }
  }

  /** What is known of an order that this asset runs. */
  public void order(Head head, Blocks blocks, WorkOrderInfo order) {
    if (order.equals(head.orders.put(order.order(), order))) {
      return;
    }
    head.ordersChanged();
    head.hears(Heard.table(RestatementCause.ORDER));
    Ranges runs = new Ranges();
    head.orderHistory().intervalsOf(order.order(), runs);
    for (int i = 0; i < runs.count(); i++) {
      marks.withSamples(head, blocks, runs.from(i), runs.to(i));
    }
  }

  /** Shifts, breaks or planned stops are others from {@code from} on. */
  public void calendarChanged(Head head, long from) {
    head.hears(Heard.table(RestatementCause.CALENDAR));
    marks.everythingSince(head, from);
    head.closesAt = NONE; // shifts may be others
  }

  /** Reasons book otherwise from {@code from} on. */
  public void reasonsChanged(Head head, long from) {
    head.hears(Heard.table(RestatementCause.REASON_CATALOGUE));
    marks.everythingSince(head, from);
  }

  // ---- facts

  /** Takes a fact; what it changes is said by the next {@link #advance}. */
  public void accept(Head head, Blocks blocks, ShiftReports reports, Fact fact, Changes out) {
    if (head.prunedTo != NONE && fact.touches() < head.prunedTo) {
      out.tooLate(fact);
      return;
    }
    if (head.touched != null) {
      Heard heard = head.heard(fact);
      if (!head.touched.heard.joins(heard)) {
        // what was heard before is another restatement than this
        restatement(head, blocks, reports, head.asOf, out).settle(head.asOf);
        // it was summed up with silence that was not marked yet, which this fact may end
        PassingTime.mark(head, head.asOf);
      }
    }
    head.hears(fact);
    if (fact instanceof OfOperator entry) {
      acceptEntry(head, blocks, entry, out);
    } else {
      acceptSign(head, blocks, fact, out);
    }
  }

  private Restatement restatement(
      Head head, Blocks blocks, ShiftReports reports, long now, Changes out) {
    Evidence evidence = new Evidence(head, blocks, shared, now);
    return new Restatement(head, evidence, reports, settle, out);
  }

  private void acceptSign(Head head, Blocks blocks, Fact fact, Changes out) {
    long start = Block.startOf(fact.at());
    boolean newest =
        head.tail == null
            || start > head.tail.start
            || (start == head.tail.start && Signs.ORDER.compare(fact, head.tail.newest()) > 0);
    if (newest) {
      newestFacts.append(head, blocks, start, fact, out);
    } else {
      lateFacts.insert(head, blocks, start, fact, out);
    }
  }

  private void acceptEntry(Head head, Blocks blocks, OfOperator entry, Changes out) {
    OfOperator known = head.entries.find(entry.id());
    if (known != null) {
      head.duplicateCount++;
      int order = Entries.compareContent(known, entry);
      if (order == 0) {
        return;
      }
      Doubts.conflict(entry, out);
      if (order > 0) {
        return;
      }
      marks.entry(head, blocks, known);
      head.entries.remove(known);
    } else {
      head.seen(entry);
    }
    head.entries.add(entry.withoutNote());
    out.said(entry);
    head.ordersChanged();
    marks.entry(head, blocks, entry);
    Doubts.entry(head, blocks, shared, entry, out);
    head.urgent = true;
  }

  // ---- time

  /** Books every minute that has ended by {@code now}, and anew whatever no longer holds. */
  public void advance(Head head, Blocks blocks, ShiftReports reports, long time, Changes out) {
    if (head.settings == null) {
      return;
    }
    long start = head.bookingStart();
    if (start == NONE) {
      return;
    }
    long now = Math.max(time, head.asOf);
    head.asOf = now;
    long limit = Math.floorDiv(now, MINUTE) * MINUTE;
    if (head.bookedTo == NONE) {
      head.bookedTo = start;
      // a stop may have begun before booking does
      long from = Marks.earliest(head.firstSign, start);
      head.markStops(from, Math.max(now, head.lastFactAt) + 1);
      if (shared.calendar(head.settings.calendar()) == null) {
        Doubts.unknownCalendar(head, out);
      }
    }
    PassingTime.mark(head, now);
    if (limit > head.bookedTo && OpenStop.goesOn(head)) {
      // it has gone on for another minute: so have its allocations, and maybe its main reason
      head.markStops(OpenStop.startOf(head), now);
    }
    Evidence evidence = new Evidence(head, blocks, shared, now);
    bookMinutes(head, evidence, limit, out);
    head.provisionalFrom = PassingTime.provisionalFrom(head);
    bookStops(head, evidence, out);
    Restatement restatement = new Restatement(head, evidence, reports, settle, out);
    restatement.close(now);
    if (restatement.due(now)) {
      restatement.settle(now);
    }
    head.urgent = false;
  }

  /** Compares at once what waits for more of its kind, since time does not go on. */
  public void conclude(Head head, Blocks blocks, ShiftReports reports, Changes out) {
    if (head.settings != null && head.touched != null) {
      restatement(head, blocks, reports, head.asOf, out).settle(head.asOf);
    }
  }

  /** Emits the minutes up to {@code limit}, and again those of which something was marked. */
  private static void bookMinutes(Head head, Evidence evidence, long limit, Changes out) {
    long start = head.bookingStart();
    long bookedBefore = head.bookedTo;
    Ranges due = head.dirty;
    head.dirty = new Ranges();
    Corrections corrections = new Corrections(head, evidence.calendar);
    corrections.widen(due);
    if (!due.isEmpty() && due.from(0) < head.closedTo && head.entries.corrects()) {
      // a report on scrap ties later time to a shift that has ended
      head.hears(
          head.touched == null
              ? Heard.of(RestatementCause.PROVISIONAL, evidence.now)
              : head.touched.heard);
      for (int i = 0; i < due.count(); i++) {
        head.touch(due.from(i), due.to(i));
      }
    }
    Ranges whole = new Ranges();
    for (int i = 0; i < due.count(); i++) {
      long from = Math.floorDiv(due.from(i), MINUTE) * MINUTE;
      long to = -Math.floorDiv(-due.to(i), MINUTE) * MINUTE;
      whole.add(Math.max(from, start), Math.min(to, bookedBefore));
    }
    whole.add(bookedBefore, limit);
    head.bookedTo = Math.max(bookedBefore, limit);
    Minutes minutes = new Minutes(evidence, corrections, out);
    for (int i = 0; i < whole.count(); i++) {
      minutes.emitAll(whole.from(i), whole.to(i));
    }
  }

  /** Emits the stops that were marked; what is marked beyond {@code now} stays so. */
  private static void bookStops(Head head, Evidence evidence, Changes out) {
    StopRecords records = new StopRecords(evidence, out);
    Ranges stops = head.dirtyStops;
    head.dirtyStops = new Ranges();
    for (int i = 0; i < stops.count(); i++) {
      records.emit(stops.from(i), stops.to(i));
      if (stops.to(i) > evidence.now) {
        head.markStops(Math.max(evidence.now, stops.from(i)), stops.to(i));
      }
    }
  }

  /** When {@link #advance} is next due although nothing arrives; Long.MAX_VALUE: never. */
  public long nextDue(Head head) {
    return PassingTime.nextDue(head);
  }

  /** What the asset does at {@code now}; only for an asset that is {@link #known}. */
  public LiveRow live(Head head, Blocks blocks, long now) {
    return LiveLook.at(new Evidence(head, blocks, shared, now), now);
  }

  /** Forgets what lies before {@code below}, except what the time after it stands on. */
  public void prune(Head head, Blocks blocks, ShiftReports reports, long below) {
    Forgetting.prune(head, blocks, below);
    Forgetting.pruneReports(head, reports);
  }
}
