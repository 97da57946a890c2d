package io.takt.sinks.tables;

import io.takt.avro.OeeLive;
import io.takt.sinks.copy.CopyBuffer;
import java.util.List;

/** Live rows, one per asset. */
public final class LiveBinding extends OneRow<OeeLive> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  public LiveBinding() {
    super(
        "live",
        List.of("asset_id"),
        "revision",
        List.of(
            "as_of",
            "state",
            "state_since",
            "category",
            "stop_since",
            "reason",
            "work_order",
            "product",
            "shift",
            "shift_start",
            "last_fact_at",
            "last_arrived_at",
            "facts",
            "duplicates"));
  }

  @Override
  public Key key(OeeLive live) {
    return TextKey.of(live.getAssetId());
  }

  @Override
  public long revision(OeeLive live) {
    return live.getRevision();
  }

  @Override
  void encode(OeeLive live, CopyBuffer row) {
    row.text(live.getAssetId());
    row.timestamp(live.getAsOf());
    row.text(live.getState());
    row.timestamp(live.getStateSince());
    row.text(live.getCategory());
    row.timestamp(live.getStopSince());
    row.text(live.getReason());
    row.text(live.getWorkOrder());
    row.text(live.getProduct());
    row.text(live.getShift());
    row.timestamp(live.getShiftStart());
    row.timestamp(live.getLastFactAt());
    row.timestamp(live.getLastArrivedAt());
    row.int8(live.getFacts());
    row.int8(live.getDuplicates());
    row.int8(live.getRevision());
  }
}
