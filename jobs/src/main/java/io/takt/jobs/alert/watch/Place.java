package io.takt.jobs.alert.watch;

import java.util.Map;

/**
 * Where an asset stands.
 *
 * @param zone IANA time zone in which people read times
 */
public record Place(
    String asset,
    String name,
    String line,
    String area,
    String site,
    String assetClass,
    String zone) {

  /** Of an asset nobody has described yet. */
  public static Place unknown(String asset) {
    return new Place(asset, "", "", "", "", "", "UTC");
  }

  /** For conditions that choose assets. */
  public Map<String, String> words() {
    return Map.of(
        "asset",
        asset,
        "name",
        name,
        "line",
        line,
        "area",
        area,
        "site",
        site,
        "asset_class",
        assetClass);
  }
}
