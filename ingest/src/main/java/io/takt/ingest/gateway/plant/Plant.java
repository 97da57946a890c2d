package io.takt.ingest.gateway.plant;

import io.takt.avro.Asset;
import io.takt.avro.Reason;
import io.takt.ingest.gateway.access.AssetScope;
import io.takt.ingest.gateway.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The plant as its tables describe it. Safe for several threads. */
public final class Plant {

  private final Map<String, Asset> assets = new ConcurrentHashMap<>();
  private final Map<String, Reason> reasons = new ConcurrentHashMap<>();

  /** A row of takt.assets; null: the asset is no more. */
  public void asset(byte[] key, Asset asset) {
    if (asset == null) {
      assets.remove(new String(key, StandardCharsets.UTF_8));
    } else {
      assets.put(asset.getAssetId(), asset);
    }
  }

  /** A row of takt.reasons; null: the reason is no more. */
  public void reason(byte[] key, Reason reason) {
    if (reason == null) {
      reasons.remove(new String(key, StandardCharsets.UTF_8));
    } else {
      reasons.put(reason.getReason(), reason);
    }
  }

  /** Whether the asset is described and within the scope. */
  public boolean holds(AssetScope scope, String assetId) {
    Asset asset = assets.get(assetId);
    return asset != null && scope.holds(asset);
  }

  /**
   * The asset.
   *
   * @throws Problem 403 when it is outside the scope, and the same when there is none: who has no
   *     right to an asset is not told whether it exists
   */
  public Asset require(AssetScope scope, String assetId) {
    Asset asset = assets.get(assetId);
    if (asset == null || !scope.holds(asset)) {
      throw Problem.forbidden(
          "The asset is outside your rights, or nobody has described it.",
          "Ask whoever runs the gateway for the right, or describe the asset in takt.assets.");
    }
    return asset;
  }

  /** All assets of the scope, by place. */
  public List<Asset> assets(AssetScope scope) {
    return assets.values().stream()
        .filter(scope::holds)
        .sorted(
            Comparator.comparing(Asset::getEnterprise)
                .thenComparing(Asset::getSite)
                .thenComparing(Asset::getArea)
                .thenComparing(Asset::getLine)
                .thenComparing(
                    Asset::getLinePosition, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Asset::getAssetId))
        .toList();
  }

  /** The reason with that code. */
  public Optional<Reason> reason(String code) {
    return Optional.ofNullable(reasons.get(code));
  }
}
