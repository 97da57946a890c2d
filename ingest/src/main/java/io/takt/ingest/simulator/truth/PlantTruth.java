package io.takt.ingest.simulator.truth;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The books of a run, closed at its end: what can be known of [start, end) when the clock stands at
 * the end.
 *
 * @param start epoch milliseconds
 * @param end epoch milliseconds, exclusive
 * @param assets by asset
 */
public record PlantTruth(long start, long end, SortedMap<String, AssetTruth> assets) {

  public PlantTruth {
    assets = Collections.unmodifiableSortedMap(new TreeMap<>(assets));
  }
}
