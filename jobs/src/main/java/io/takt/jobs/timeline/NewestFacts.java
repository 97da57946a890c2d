package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

/**
 * Takes signs of life that come in order, the usual case: what all facts leave behind goes on by
 * one step, and only the end of the time that was booked is marked.
 */
final class NewestFacts {
  private final Marks marks;

  NewestFacts(Marks marks) {
    this.marks = marks;
  }

  void append(Head head, Blocks blocks, long start, Fact fact, Changes out) {
    Fact previous = head.tail == null ? null : head.tail.newest();
    if (head.tail == null) {
      head.tail = new Block(start, head.live.copy());
    } else if (head.tail.start != start) {
      blocks.put(head.tail.start, head.tail);
      head.older.add(head.tail.start);
      head.tail = new Block(start, head.live.copy());
    }
    head.tail.append(fact);
    head.seen(fact);
    head.startsAt(fact.at());
    if (head.settings == null) {
      return;
    }
    Fold live = head.live;
    long lastSign = live.lastSign;
    long stopStart = live.stopStart;
    long upStart = live.upStart;
    long unseenFrom = live.unseenFrom;
    boolean wasDown = OpenStop.goesOn(head);
    MachineState before = live.state;
    Counters.Verdict verdict = live.step(fact, head.settings);
    Doubts.count(fact, verdict, live.counters, out);
    if (fact instanceof Fact.OfState state) {
      Doubts.state(head, state, out);
    }

    if (head.provisionalFrom != NONE) {
      head.markDirty(head.provisionalFrom, head.heardUntil(fact.at()));
    }
    boolean silent = lastSign != NONE && fact.at() - lastSign > head.settings.noDataAfter();
    boolean bookedSilent = lastSign != NONE && head.silentSince == lastSign;
    if (live.state != before || silent || bookedSilent || head.mayHaveBegunAStop(previous, fact)) {
      long opened = stopStart != NONE ? stopStart : wasDown ? lastSign : fact.at();
      marks.touchedStops(head, opened, fact.at());
      if (upStart != NONE) {
        head.markDirty(upStart, fact.at()); // a run too short to count becomes part of the stop
      }
      boolean goesOn = stopStart != NONE && OpenStop.goesOn(head);
      long endedAt = upStart != NONE ? upStart : lastSign;
      if (bookedSilent || (goesOn && head.entries.giveReasonAfter(endedAt))) {
        // it goes on after all: what was said of time after its end may be about it
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
      marks.corrected(
          head,
          verdict == null ? fact.at() : Marks.earliest(unseenFrom, silent ? lastSign : fact.at()),
          fact.at() + 1);
    }
    if (fact instanceof Fact.OfAlarm alarm) {
      marks.alarmed(head, alarm);
    }
    if (fact.at() < head.bookedTo) {
      head.markDirty(fact.at(), head.heardUntil(fact.at()));
    }
  }
}
