package io.takt.sinks.tables;

import io.takt.avro.OperatorEvent;
import io.takt.sinks.copy.CopyBuffer;
import java.util.List;

/** What operators said, each entry once; the last word on an entry's id holds. */
public final class OperatorEventBinding extends OneRow<OperatorEvent> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  public OperatorEventBinding() {
    super(
        "operator_event",
        List.of("asset_id", "event_id"),
        null,
        List.of(
            "kind",
            "at",
            "arrived_at",
            "span_from",
            "span_to",
            "reason",
            "work_order",
            "product",
            "parallel",
            "quantity",
            "split_at",
            "refers_to",
            "note",
            "operator",
            "source",
            "sequence"));
  }

  @Override
  public Key key(OperatorEvent said) {
    return TextKey.of(said.getAssetId(), said.getEventId());
  }

  @Override
  public boolean usuallyUpdates() {
    return false;
  }

  @Override
  void encode(OperatorEvent said, CopyBuffer row) {
    row.text(said.getAssetId());
    row.text(said.getEventId());
    row.text(said.getKind().name());
    row.timestamp(said.getAt());
    row.timestamp(said.getArrivedAt());
    row.timestamp(said.getSpanFrom());
    row.timestamp(said.getSpanTo());
    row.text(said.getReason());
    row.text(said.getWorkOrder());
    row.text(said.getProduct());
    row.bool(said.getParallel());
    row.float8(said.getQuantity());
    row.jsonb(Json.of(said.getSplitAt()));
    row.text(said.getRefersTo());
    row.text(said.getNote());
    row.text(said.getOperator());
    row.text(said.getSource());
    row.int8(said.getSequence());
  }
}
