package io.takt.ingest.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.avro.Asset;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssetScopeTest {

  private static Asset asset(String site, String line, String id) {
    Asset asset = new Asset();
    asset.setAssetId(id);
    asset.setEnterprise("Acme");
    asset.setSite(site);
    asset.setArea("Hall 1");
    asset.setLine(line);
    return asset;
  }

  @Test
  void aPrefixHoldsWhatStandsBelowIt() {
    AssetScope scope = AssetScope.of(List.of("Acme/Linz"));
    assertThat(scope.holds(asset("Linz", "L1", "M1"))).isTrue();
    assertThat(scope.holds(asset("Graz", "L1", "M1"))).isFalse();
  }

  @Test
  void aPrefixEndsAtASegmentNotInTheMiddleOfAName() {
    AssetScope scope = AssetScope.of(List.of("Acme/Linz/Hall 1/L1"));
    assertThat(scope.holds(asset("Linz", "L1", "M1"))).isTrue();
    assertThat(scope.holds(asset("Linz", "L10", "M1"))).isFalse();
  }

  @Test
  void aSlashInANameOpensNoOtherPath() {
    AssetScope scope = AssetScope.of(List.of("Acme/Linz/Hall 1"));
    assertThat(scope.holds(asset("Linz/Hall 1", "L1", "M1"))).isFalse();
  }

  @Test
  void oneAssetIsAPathOfFive() {
    AssetScope scope = AssetScope.of(List.of("Acme/Linz/Hall 1/L1/M1"));
    assertThat(scope.holds(asset("Linz", "L1", "M1"))).isTrue();
    assertThat(scope.holds(asset("Linz", "L1", "M2"))).isFalse();
  }

  @Test
  void aStarHoldsAllAndNothingHoldsNothing() {
    assertThat(AssetScope.of(List.of("*")).holds(asset("Linz", "L1", "M1"))).isTrue();
    assertThat(AssetScope.of(List.of()).holds(asset("Linz", "L1", "M1"))).isFalse();
    assertThatThrownBy(() -> AssetScope.of(List.of("")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
