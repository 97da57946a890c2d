package io.takt.jobs.timeline;

import java.util.Map;

/**
 * How one asset's facts are to be read. Durations in milliseconds.
 *
 * @param zone IANA zone of the site
 * @param calendar key of its shift calendar
 * @param bookedFrom every second from here on is booked; {@link Fact#NONE}: from the first fact
 * @param minorStopBelow a stop that ended below this is minor
 * @param noDataAfter silence longer than this is NO_DATA; Long.MAX_VALUE: never
 * @param minRun a run shorter than this between two stops belongs to the stop; 0: off
 * @param piecesPerCycle pieces one machine cycle makes
 * @param stateMap vendor's word → canonical state name
 */
public record AssetSettings(
    String asset,
    String zone,
    String calendar,
    long bookedFrom,
    long minorStopBelow,
    long noDataAfter,
    long minRun,
    double piecesPerCycle,
    CounterSettings counter,
    Map<String, MachineState> stateMap) {

  public AssetSettings {
    stateMap = Map.copyOf(stateMap);
  }

  /**
   * How cumulative counters behave.
   *
   * @param max highest reading before it starts again; NaN: it does not roll over
   * @param includesZero after max comes 0, not 1
   * @param jitter a fall of at most this is ignored
   * @param maxPerSecond more than this many counts a second is not believed; NaN: all is
   */
  public record CounterSettings(
      double max, boolean includesZero, double jitter, double maxPerSecond) {

    /** A counter that only rises or is reset. */
    public static final CounterSettings PLAIN =
        new CounterSettings(Double.NaN, true, 0, Double.NaN);
  }

  /** The canonical state for a vendor's word, or null when neither map nor canon knows it. */
  public MachineState canonical(String word) {
    MachineState mapped = stateMap.get(word);
    return mapped != null ? mapped : MachineState.named(word);
  }
}
