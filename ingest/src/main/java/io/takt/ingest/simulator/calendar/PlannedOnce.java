package io.takt.ingest.simulator.calendar;

import java.util.Set;

/** A planned stop that happens once; no assets: for all of the calendar. */
public record PlannedOnce(String name, Span span, Set<String> assets) {

  public PlannedOnce {
    assets = Set.copyOf(assets);
  }

  /** True where it is for this asset. */
  public boolean isFor(String assetId) {
    return assets.isEmpty() || assets.contains(assetId);
  }
}
