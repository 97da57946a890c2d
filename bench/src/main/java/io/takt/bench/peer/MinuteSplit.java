package io.takt.bench.peer;

/** Time, cut where minutes begin. */
final class MinuteSplit {

  static final long MINUTE = 60_000;

  private MinuteSplit() {}

  /** Takes one piece. */
  interface Pieces {
    /**
     * A piece that lies within one minute.
     *
     * @param minute that minute's beginning, epoch ms
     * @param ms its length, above 0
     */
    void piece(long minute, long ms);
  }

  /** Beginning of the minute that holds an instant. */
  static long minuteOf(long at) {
    return at - Math.floorMod(at, MINUTE);
  }

  /** Gives the pieces of [from, to), epoch ms, the first one first; none if that is empty. */
  static void split(long from, long to, Pieces into) {
    long at = from;
    while (at < to) {
      long minute = minuteOf(at);
      long until = Math.min(to, minute + MINUTE);
      into.piece(minute, until - at);
      at = until;
    }
  }
}
