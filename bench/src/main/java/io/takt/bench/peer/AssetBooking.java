package io.takt.bench.peer;

import java.util.function.Consumer;

/**
 * One asset's open minute and what holds on from it: state and order. Facts come in the order of
 * their times; one that is older than the open minute is left out. Instants are epoch milliseconds.
 */
final class AssetBooking {

  /** What an asset does. */
  enum Doing {
    /** Not known yet, or neither of the others. */
    OTHER,
    RUNS,
    STANDS;

    static Doing of(String state) {
      return switch (state) {
        case "PRODUCING" -> RUNS;
        case "STOPPED" -> STANDS;
        default -> OTHER;
      };
    }
  }

  /** Before the first fact there is no minute. */
  static final long NONE = Long.MIN_VALUE;

  // What is kept; see AssetBookingSerde.
  Doing doing = Doing.OTHER;
  double unitMs;
  long minute = NONE;

  /** Time is booked up to here, within the open minute. */
  long bookedTo;

  long runningMs;
  long stoppedMs;
  double good;
  double idealMs;

  /** The newest count's time, and parts counted then: an order of the same instant is theirs. */
  long countedAt = NONE;

  double countedThen;

  /** From now on it does this. */
  void state(String assetId, long at, Doing next, Consumer<MinuteRow> out) {
    if (reach(assetId, at, out) && at >= bookedTo) {
      bookTime(at);
      doing = next;
    }
  }

  /** Parts made now. */
  void count(String assetId, long at, double parts, Consumer<MinuteRow> out) {
    if (!reach(assetId, at, out)) {
      return;
    }
    good += parts;
    idealMs += parts * unitMs;
    countedThen = at == countedAt ? countedThen + parts : parts;
    countedAt = at;
  }

  /** From now on a part ideally takes so long. Parts of this very instant do so too. */
  void order(String assetId, long at, double unitMsOfOrder, Consumer<MinuteRow> out) {
    if (!reach(assetId, at, out)) {
      return;
    }
    if (at == countedAt) {
      idealMs += countedThen * (unitMsOfOrder - unitMs);
    }
    unitMs = unitMsOfOrder;
  }

  /** Writes the minutes that have ended by then, what held holding on. */
  void until(String assetId, long now, Consumer<MinuteRow> out) {
    if (minute == NONE) {
      return;
    }
    while (now >= minute + MinuteSplit.MINUTE) {
      long end = minute + MinuteSplit.MINUTE;
      bookTime(end);
      out.accept(new MinuteRow(assetId, minute, runningMs, stoppedMs, good, idealMs));
      minute = end;
      runningMs = 0;
      stoppedMs = 0;
      good = 0;
      idealMs = 0;
    }
  }

  /** Makes the minute of a fact the open one; false: it is over. */
  private boolean reach(String assetId, long at, Consumer<MinuteRow> out) {
    if (minute == NONE) {
      minute = MinuteSplit.minuteOf(at);
      bookedTo = at;
      return true;
    }
    until(assetId, at, out);
    return at >= minute;
  }

  private void bookTime(long to) {
    long ms = to - bookedTo;
    if (doing == Doing.RUNS) {
      runningMs += ms;
    } else if (doing == Doing.STANDS) {
      stoppedMs += ms;
    }
    bookedTo = to;
  }
}
