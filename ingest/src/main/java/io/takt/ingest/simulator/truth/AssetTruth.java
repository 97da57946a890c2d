package io.takt.ingest.simulator.truth;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is true of one asset.
 *
 * @param bookedFrom where its booked time begins, epoch milliseconds
 */
public record AssetTruth(
    String assetId, long bookedFrom, Totals totals, SortedMap<LocalDate, Totals> byBusinessDate) {

  public AssetTruth {
    byBusinessDate = Collections.unmodifiableSortedMap(new TreeMap<>(byBusinessDate));
  }
}
