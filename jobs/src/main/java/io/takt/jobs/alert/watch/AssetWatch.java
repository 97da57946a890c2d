package io.takt.jobs.alert.watch;

import java.util.List;
import java.util.Map;

/**
 * All that is kept of one asset.
 *
 * @param planned whether its time is planned stop or not scheduled now
 * @param sights by rule and key labels
 * @param minutes booked ones, oldest first, as many as the longest window needs
 * @param made good parts of orders in minutes that are no longer kept one by one
 */
public record AssetWatch(
    Place place,
    boolean planned,
    Map<String, Sight> sights,
    List<Minute> minutes,
    Map<String, Double> made) {

  /** Of an asset nothing is known of. */
  public static AssetWatch of(String asset) {
    return new AssetWatch(Place.unknown(asset), false, Map.of(), List.of(), Map.of());
  }
}
