package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The state of one asset's timeline: its tables, what people said, the newest block of facts, what
 * all facts leave behind, and what has been booked. Older blocks are in {@link Blocks}.
 */
public final class Head {
  AssetSettings settings;
  final Map<String, Versions<Double>> rates;
  final Map<String, WorkOrderInfo> orders;
  Entries entries;

  /** Starts of the older blocks, ascending. */
  final List<Long> older;

  /** The newest block; null: no sign of life yet. */
  Block tail;

  /** After all facts. */
  Fold live = new Fold();

  /** Earliest sign of life. */
  long firstSign = NONE;

  /** Minutes from the start of booking to here have been emitted. */
  long bookedTo = NONE;

  /** Emitted time whose booking no longer holds. */
  Ranges dirty = new Ranges();

  /** Time in which stops may have changed. */
  Ranges dirtyStops = new Ranges();

  /** Earliest emitted minute that time alone may still change. */
  long provisionalFrom = NONE;

  /** The sign of life whose silence has been booked as NO_DATA. */
  long silentSince = NONE;

  /** The open stop that has been booked as no longer pending. */
  long flippedStop = NONE;

  /** Starts of the stops that were emitted. */
  final NavigableSet<Long> emittedStops;

  /** Something that people should see at once. */
  boolean urgent;

  /** Rows may exist that this state does not know of, for stops that began before this instant. */
  long restoredAt = NONE;

  /** Facts before this may have been read by other settings in a run that crashed. */
  long otherSettingsBefore = NONE;

  /** Of which time this was looked after already. */
  GoneSaid goneSaid = new GoneSaid();

  /** What was before is gone. */
  long prunedTo = NONE;

  /** The latest instant that time was booked for. */
  long asOf = NONE;

  /** Ends of the shifts that were reported, by their start. */
  final NavigableMap<Long, Long> reported;

  /** Shifts that ended by here have been reported. */
  long closedTo = NONE;

  /** Up to here the calendar has been searched for shifts that end. */
  long walkedTo = NONE;

  /** When the next shift is reported, if one is there; NONE: to be searched from the start. */
  long closesAt = NONE;

  /** What may have changed of reported shifts; null: nothing. */
  Touched touched;

  /** What has just been heard, for what it marks: a fact, or anything else. */
  private transient Fact heardFact;

  private transient Heard heard;

  long lastFactAt = NONE;
  long lastArrivedAt = NONE;
  long factCount;
  long duplicateCount;

  private transient OrderHistory orderHistory;

  public Head() {
    this(
        new HashMap<>(),
        new HashMap<>(),
        new Entries(),
        new ArrayList<>(),
        new TreeSet<>(),
        new TreeMap<>());
  }

  Head(
      Map<String, Versions<Double>> rates,
      Map<String, WorkOrderInfo> orders,
      Entries entries,
      List<Long> older,
      NavigableSet<Long> emittedStops,
      NavigableMap<Long, Long> reported) {
    this.reported = reported;
    this.rates = rates;
    this.orders = orders;
    this.entries = entries;
    this.older = older;
    this.emittedStops = emittedStops;
  }

  OrderHistory orderHistory() {
    if (orderHistory == null) {
      orderHistory = OrderHistory.of(entries, orders);
    }
    return orderHistory;
  }

  void ordersChanged() {
    orderHistory = null;
  }

  /** First minute that is booked, of those not yet forgotten; NONE: not known yet. */
  long bookingStart() {
    long from = settings.bookedFrom() != NONE ? settings.bookedFrom() : firstSign;
    return from == NONE ? NONE : Math.max(Math.floorDiv(from, 60_000L) * 60_000L, prunedTo);
  }

  /**
   * Up to when a sign of life can bear on the booking: beyond, silence is NO_DATA whatever was
   * heard before it.
   */
  long heardUntil(long sign) {
    long after = settings.noDataAfter();
    return after >= Long.MAX_VALUE - Math.abs(sign) - 1 ? Long.MAX_VALUE : sign + after + 1;
  }

  void markDirty(long from, long to) {
    if (bookedTo != NONE) {
      dirty.add(Math.max(from, bookingStart()), Math.min(to, bookedTo));
      if (from < closedTo) {
        touch(from, to);
      }
    }
  }

  /** What is marked from here on is because of this. */
  void hears(Heard now) {
    heard = now;
  }

  /** What is marked from here on is because of this fact. */
  void hears(Fact fact) {
    heardFact = fact;
    heard = null;
  }

  /** A fact as the cause of a restatement. */
  Heard heard(Fact fact) {
    if (fact instanceof Fact.OfOperator said) {
      return Heard.of(said);
    }
    boolean late = fact.at() < closedTo;
    return Heard.of(
        late ? RestatementCause.LATE_DATA : RestatementCause.PROVISIONAL, fact.arrivedAt());
  }

  /** What was reported of that time may have changed, because of what has just been heard. */
  void touch(long from, long to) {
    if (heard == null) {
      heard = heard(heardFact);
    }
    touch(heard, from, to);
  }

  void touch(Heard because, long from, long to) {
    if (touched == null) {
      touched = new Touched(because);
    } else if (!touched.heard.equals(because)) {
      touched.heard = touched.heard.with(because);
    }
    touched.time.add(from, Math.min(to, Math.max(closedTo, bookedTo)));
  }

  /** Marks stops that touch an interval; an instant counts. */
  void markStops(long from, long to) {
    dirtyStops.add(from, Math.max(to, from + 1));
  }

  /** A fact that was not known before is kept. */
  void seen(Fact fact) {
    factCount++;
    goneSaid.heard(fact.at());
    lastFactAt = Math.max(lastFactAt, fact.at());
    lastArrivedAt = Math.max(lastArrivedAt, fact.arrivedAt());
  }

  /**
   * Whether a run that crashed may have let a stop begin with the second of two facts that lie next
   * to each other. A stop begins where the state becomes another or silence ends. A count that
   * follows another soon does neither, and who has heard it has heard that one: counts of an asset
   * are heard in the order of their arrival.
   *
   * @param previous null: not known
   */
  boolean mayHaveBegunAStop(Fact previous, Fact fact) {
    return fact.at() < restoredAt
        && !(fact.at() >= otherSettingsBefore
            && fact instanceof Fact.OfCount
            && previous instanceof Fact.OfCount
            && previous.arrivedAt() <= fact.arrivedAt()
            && fact.at() - previous.at() <= settings.noDataAfter());
  }

  /** A sign of life at {@code at} is kept; booking may begin with the earliest one. */
  void startsAt(long at) {
    if (firstSign == NONE || at < firstSign) {
      long before = firstSign;
      firstSign = at;
      boolean bookingMoves = before != NONE && settings != null && settings.bookedFrom() == NONE;
      if (bookingMoves && bookedTo != NONE) {
        closesAt = NONE; // shifts may lie before those that were reported
        markDirty(bookingStart(), before);
      }
    }
  }

  /** Writes a changed block back; the newest one goes with the head. */
  void keep(Blocks blocks, Block block) {
    if (block != tail) {
      blocks.put(block.start, block);
    }
  }

  /** A copy that shares what never changes. */
  public Head copy() {
    Head copy =
        new Head(
            new HashMap<>(rates),
            new HashMap<>(orders),
            entries.copy(),
            new ArrayList<>(older),
            new TreeSet<>(emittedStops),
            new TreeMap<>(reported));
    copy.asOf = asOf;
    copy.closedTo = closedTo;
    copy.walkedTo = walkedTo;
    copy.closesAt = closesAt;
    copy.touched = touched == null ? null : touched.copy();
    copy.settings = settings;
    copy.tail = tail == null ? null : tail.copy();
    copy.live = live.copy();
    copy.firstSign = firstSign;
    copy.bookedTo = bookedTo;
    copy.dirty = dirty.copy();
    copy.dirtyStops = dirtyStops.copy();
    copy.provisionalFrom = provisionalFrom;
    copy.silentSince = silentSince;
    copy.flippedStop = flippedStop;
    copy.urgent = urgent;
    copy.restoredAt = restoredAt;
    copy.otherSettingsBefore = otherSettingsBefore;
    copy.goneSaid = goneSaid.copy();
    copy.prunedTo = prunedTo;
    copy.lastFactAt = lastFactAt;
    copy.lastArrivedAt = lastArrivedAt;
    copy.factCount = factCount;
    copy.duplicateCount = duplicateCount;
    return copy;
  }
}
