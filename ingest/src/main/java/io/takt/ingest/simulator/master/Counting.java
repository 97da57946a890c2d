package io.takt.ingest.simulator.master;

/**
 * How a machine counts. A figure that is not sent is not sensed: what is scrap then leaves the
 * machine as good, and people report it.
 *
 * @param cumulative true: counter readings; false: parts since the last sample
 * @param perPart true: each part is a report of its own
 * @param piecesPerCycle pieces of one machine cycle; above 1 the machine counts cycles
 * @param max highest reading before the counter starts again; 0: it does not
 * @param maxInFact true: the maximum travels with each fact instead of standing in the asset's row
 * @param includesZero true: after the maximum comes 0, else 1
 * @param jitter readings may fall back by at most this
 * @param jumps true: now and then a reading is absurd
 * @param maxPerSecond more than this is not believed; 0: everything is
 * @param resets true: a restart of the controller sets the counters to 0
 */
public record Counting(
    boolean cumulative,
    boolean perPart,
    int piecesPerCycle,
    boolean sendsTotal,
    boolean sendsGood,
    boolean sendsScrap,
    boolean sendsRework,
    int max,
    boolean maxInFact,
    boolean includesZero,
    int jitter,
    boolean jumps,
    double maxPerSecond,
    boolean resets) {

  /*
   * Rollover is told from reset by half the maximum, so the maximum must exceed twice what an hour and a quarter of
   * outage can hide: 900 parts at the fastest cycle.
   */
  private static final int SMALL_MAX = 1999;

  private static final int[] WAYS = {0, 1, 7, 3, 4, 2, 6, 0, 5, 1, 7, 2};

  /** How the machine of this number counts; the ways repeat after twelve machines. */
  public static Counting of(int machineNumber) {
    return way(WAYS[machineNumber % WAYS.length]);
  }

  private static Counting way(int index) {
    return switch (index) {
      case 0 -> delta(false, 1, true, false, true, false);
      case 1 ->
          new Counting(true, false, 1, true, false, true, true, 0, false, true, 0, false, 0, true);
      case 2 -> delta(false, 1, false, true, true, true);
      case 3 ->
          new Counting(
              true, false, 1, true, false, true, false, SMALL_MAX, false, true, 0, false, 0, false);
      case 4 -> delta(false, 2, true, false, false, false);
      case 5 ->
          new Counting(
              true, false, 1, false, true, true, false, SMALL_MAX, true, false, 0, false, 0, false);
      case 6 -> delta(true, 1, true, false, true, false);
      default ->
          new Counting(
              true, false, 1, true, false, false, false, 0, false, true, 3, true, 2, false);
    };
  }

  private static Counting delta(
      boolean perPart, int cavities, boolean total, boolean good, boolean scrap, boolean rework) {
    return new Counting(
        false, perPart, cavities, total, good, scrap, rework, 0, false, true, 0, false, 0, false);
  }

  /** The reading after some more counts. */
  public long advance(long reading, long counts) {
    if (max == 0) {
      return reading + counts;
    }
    return includesZero ? (reading + counts) % (max + 1L) : (reading - 1 + counts) % max + 1;
  }
}
