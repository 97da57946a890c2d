package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;
import static io.takt.jobs.timeline.MinuteOfLedger.MINUTE;

import io.takt.jobs.timeline.MachineState.Run;

/**
 * What time alone changes while nothing is heard: silence becomes NO_DATA, a stop is no longer
 * pending, a minute ends.
 */
final class PassingTime {
  private PassingTime() {}

  /** Marks what changes because time has passed and nothing was heard. */
  static void mark(Head head, long now) {
    Fold live = head.live;
    if (live.lastSign == NONE || live.state == null) {
      return;
    }
    boolean down = live.state.run() == Run.DOWN;
    long stopStart = OpenStop.startOf(head);
    boolean silent = now - live.lastSign > head.settings.noDataAfter();
    if (silent && head.silentSince != live.lastSign) {
      head.silentSince = live.lastSign;
      head.hears(
          Heard.of(RestatementCause.PROVISIONAL, live.lastSign + head.settings.noDataAfter() + 1));
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
      head.hears(
          Heard.of(RestatementCause.PROVISIONAL, stopStart + head.settings.minorStopBelow()));
      head.markDirty(stopStart, Long.MAX_VALUE);
      head.markStops(stopStart, now);
      head.urgent = true;
    }
  }

  /** When time alone decided last what was open, a silence or a stop. */
  static long decidedAt(Head head, long now) {
    if (head.live.lastSign != NONE && head.silentSince == head.live.lastSign) {
      return head.live.lastSign + head.settings.noDataAfter() + 1;
    }
    if (OpenStop.goesOn(head) && head.flippedStop == OpenStop.startOf(head)) {
      return head.flippedStop + head.settings.minorStopBelow();
    }
    return now;
  }

  /** The first minute that holds time after the last sign of life, or a pending stop. */
  static long provisionalFrom(Head head) {
    long from = head.live.lastSign == NONE ? head.bookingStart() : head.live.lastSign;
    boolean pending =
        head.live.state != null
            && head.live.state.run() == Run.DOWN
            && head.silentSince != head.live.lastSign
            && head.flippedStop != OpenStop.startOf(head);
    if (pending) {
      from = Math.min(from, OpenStop.startOf(head));
    }
    return from < head.bookedTo ? from : NONE;
  }

  /** When {@link Timeline#advance} is next due although nothing arrives; Long.MAX_VALUE: never. */
  static long nextDue(Head head) {
    if (head.settings == null || head.bookingStart() == NONE) {
      return Long.MAX_VALUE;
    }
    long due = (head.bookedTo == NONE ? head.bookingStart() : head.bookedTo) + MINUTE;
    if (head.closesAt != NONE) {
      due = Math.min(due, head.closesAt);
    }
    Fold live = head.live;
    if (live.lastSign == NONE || live.state == null) {
      return due;
    }
    boolean silent = head.silentSince == live.lastSign;
    if (!silent && head.settings.noDataAfter() != Long.MAX_VALUE) {
      due = Math.min(due, live.lastSign + head.settings.noDataAfter() + 1);
    }
    if (!silent && live.state.run() == Run.DOWN && head.flippedStop != OpenStop.startOf(head)) {
      due = Math.min(due, OpenStop.startOf(head) + head.settings.minorStopBelow());
    }
    return due;
  }
}
