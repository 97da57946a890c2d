package io.takt.ingest.gateway.access;

import io.takt.avro.Asset;
import java.util.ArrayList;
import java.util.List;

/**
 * Which assets somebody has rights on: prefixes of ISA-95 paths, enterprise/site/area/line/asset.
 *
 * @param prefixes each a list of segments; an empty one stands for all assets
 */
public record AssetScope(List<List<String>> prefixes) {

  /** All assets there are. */
  public static final AssetScope ALL = new AssetScope(List.of(List.of()));

  private static final int LEVELS = 5;

  /**
   * As written in a file.
   *
   * @param paths {@code Acme/Linz/Hall 1}, or {@code *} for all
   * @throws IllegalArgumentException when one is empty or too long
   */
  public static AssetScope of(List<String> paths) {
    List<List<String>> prefixes = new ArrayList<>();
    for (String path : paths) {
      if (path == null || path.isBlank()) {
        throw new IllegalArgumentException("an asset path is empty; * stands for all assets");
      }
      List<String> segments = path.equals("*") ? List.of() : List.of(path.split("/", -1));
      if (segments.size() > LEVELS) {
        throw new IllegalArgumentException(
            "asset path " + path + " has more than enterprise/site/area/line/asset");
      }
      prefixes.add(segments);
    }
    return new AssetScope(List.copyOf(prefixes));
  }

  /** Whether it holds the asset. */
  public boolean holds(Asset asset) {
    List<String> path =
        List.of(
            asset.getEnterprise(),
            asset.getSite(),
            asset.getArea(),
            asset.getLine(),
            asset.getAssetId());
    for (List<String> prefix : prefixes) {
      if (path.subList(0, prefix.size()).equals(prefix)) {
        return true;
      }
    }
    return false;
  }
}
