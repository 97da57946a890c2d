package io.takt.sinks.tables;

import io.takt.avro.WorkOrder;
import io.takt.sinks.copy.CopyBuffer;
import java.util.List;

/** Orders as the ERP plans them; an older version never replaces a newer one. */
public final class WorkOrderBinding extends OneRow<WorkOrder> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  public WorkOrderBinding() {
    super(
        "work_order",
        List.of("work_order"),
        "source_version",
        List.of(
            "operation",
            "work_centre",
            "product",
            "quantity",
            "planned_start",
            "planned_end",
            "due",
            "status",
            "excluded_from_oee"));
  }

  @Override
  public Key key(WorkOrder order) {
    return TextKey.of(order.getWorkOrder());
  }

  @Override
  public long revision(WorkOrder order) {
    return order.getSourceVersion();
  }

  @Override
  void encode(WorkOrder order, CopyBuffer row) {
    row.text(order.getWorkOrder());
    row.text(order.getOperation());
    row.text(order.getWorkCentre());
    row.text(order.getProduct());
    row.float8(order.getQuantity());
    row.timestamp(order.getPlannedStart());
    row.timestamp(order.getPlannedEnd());
    row.timestamp(order.getDue());
    row.text(order.getStatus().name());
    row.bool(order.getExcludedFromOee());
    row.int8(order.getSourceVersion());
  }
}
