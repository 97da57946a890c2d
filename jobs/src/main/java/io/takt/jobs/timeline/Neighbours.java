package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

/**
 * What lies around a late fact: what it can change, by its neighbours alone. What it does change is
 * of no matter, so that a run that repeats it after a crash marks the same time again.
 */
record Neighbours(long from, long to) {

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
          nextState == NONE ? head.heardUntil(Math.max(fact.at(), head.live.lastSign)) : nextState;
      to = Math.max(to, holdsUntil);
    }
    if (previous == NONE || next == NONE || next - previous > head.settings.noDataAfter()) {
      from = previous == NONE ? head.bookingStart() : previous;
    }
    return new Neighbours(Math.min(from, fact.at()), to);
  }
}
