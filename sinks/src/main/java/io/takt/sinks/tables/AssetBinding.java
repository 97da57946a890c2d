package io.takt.sinks.tables;

import io.takt.avro.Asset;
import io.takt.sinks.copy.CopyBuffer;
import java.util.List;

/** Machines and where they stand. */
public final class AssetBinding extends OneRow<Asset> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  public AssetBinding() {
    super(
        "asset",
        List.of("asset_id"),
        null,
        List.of(
            "name",
            "enterprise",
            "site",
            "area",
            "line",
            "line_position",
            "line_exit",
            "asset_class",
            "zone",
            "calendar",
            "booked_from",
            "minor_stop_below_ms",
            "no_data_after_ms",
            "min_run_ms",
            "pieces_per_cycle",
            "counter",
            "state_map"));
  }

  @Override
  public Key key(Asset asset) {
    return TextKey.of(asset.getAssetId());
  }

  @Override
  void encode(Asset asset, CopyBuffer row) {
    row.text(asset.getAssetId());
    row.text(asset.getName());
    row.text(asset.getEnterprise());
    row.text(asset.getSite());
    row.text(asset.getArea());
    row.text(asset.getLine());
    row.int4(asset.getLinePosition());
    row.bool(asset.getLineExit());
    row.text(asset.getAssetClass());
    row.text(asset.getZone());
    row.text(asset.getCalendar());
    row.timestamp(asset.getBookedFrom());
    row.int8(asset.getMinorStopBelowMs());
    row.int8(asset.getNoDataAfterMs());
    row.int8(asset.getMinRunMs());
    row.float8(asset.getPiecesPerCycle());
    row.jsonb(Json.of(asset.getCounter()));
    row.jsonb(Json.of(asset.getStateMap()));
  }
}
