package io.takt.sinks.tables;

import io.takt.avro.LateEvent;
import io.takt.sinks.copy.CopyBuffer;
import java.util.List;

/** Facts that came too late to be booked. */
public final class LateEventBinding extends OneRow<LateEvent> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  public LateEventBinding() {
    super(
        "late_event",
        List.of("topic", "partition", "\"offset\""),
        null,
        List.of("asset_id", "at", "arrived_at", "reason", "fact"));
  }

  @Override
  public Key key(LateEvent late) {
    return TextKey.of(late.getTopic(), late.getPartition(), late.getOffset());
  }

  @Override
  public boolean usuallyUpdates() {
    return false;
  }

  @Override
  void encode(LateEvent late, CopyBuffer row) {
    row.text(late.getTopic());
    row.int4(late.getPartition());
    row.int8(late.getOffset());
    row.text(late.getAssetId());
    row.timestamp(late.getAt());
    row.timestamp(late.getArrivedAt());
    row.text(late.getReason().name());
    row.text(late.getFact());
  }
}
