package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

/**
 * The time of whose facts it was said since a restore that no stop begins with them, but for those
 * stops that were emitted since. It need not be said of them again. Kept with no snapshot: what
 * another restore does not know is said again.
 */
final class GoneSaid {
  private long from = NONE;
  private long to = NONE;

  boolean of(long at) {
    return from != NONE && at >= from && at <= to;
  }

  /** It was said of all facts that are known of {@code [low, high]}. */
  void add(long low, long high) {
    if (low > high) {
      return;
    }
    if (from != NONE && low <= to && high >= from) {
      from = Math.min(from, low);
      to = Math.max(to, high);
    } else {
      from = low;
      to = high;
    }
  }

  /** Another fact is known: of it, it was not said. The later time stays, where facts go on. */
  void heard(long at) {
    if (!of(at)) {
      return;
    }
    if (at == to) {
      to = at - 1;
    } else {
      from = at + 1;
    }
    if (from > to) {
      clear();
    }
  }

  /** Nothing was said as yet. */
  void clear() {
    from = NONE;
    to = NONE;
  }

  GoneSaid copy() {
    GoneSaid copy = new GoneSaid();
    copy.from = from;
    copy.to = to;
    return copy;
  }
}
