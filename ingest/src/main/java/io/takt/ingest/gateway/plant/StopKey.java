package io.takt.ingest.gateway.plant;

import java.time.Instant;

/** A key of takt.stops, parted again: {@code asset_id|started_at}. */
record StopKey(String asset, Instant startedAt) {

  static StopKey parse(String key) {
    int bar = key.lastIndexOf('|');
    // The time holds neither a bar nor a backslash; in the asset's id both are escaped.
    String asset = key.substring(0, bar).replace("\\|", "|").replace("\\\\", "\\");
    return new StopKey(asset, Instant.parse(key.substring(bar + 1)));
  }
}
