package io.takt.jobs.intake;

import io.takt.avro.Asset;
import io.takt.avro.DataQuality;
import io.takt.avro.DeadLetter;
import io.takt.avro.LateEvent;
import io.takt.avro.ProductRate;
import io.takt.avro.Reason;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.WorkOrder;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;

/** What leaves an operator beside its main stream. */
public final class Outlets {

  public static final OutputTag<DeadLetter> DEAD_LETTERS = avro("dead-letters", DeadLetter.class);
  public static final OutputTag<LateEvent> LATE_EVENTS = avro("late-events", LateEvent.class);
  public static final OutputTag<DataQuality> DATA_QUALITY = avro("data-quality", DataQuality.class);

  public static final OutputTag<SharedRow> SHARED_ROWS =
      new OutputTag<>("shared-rows", SharedRowSerializer.TYPE);
  public static final OutputTag<OrderRow> ORDER_ROWS =
      new OutputTag<>("order-rows", OrderRowSerializer.TYPE);
  public static final OutputTag<OrderReference> ORDER_REFERENCES =
      new OutputTag<>("order-references", OrderReferenceSerializer.TYPE);

  /** Rows of tables as they are, for the database. */
  public static final OutputTag<Asset> ASSETS = avro("assets", Asset.class);

  public static final OutputTag<ProductRate> PRODUCT_RATES =
      avro("product-rates", ProductRate.class);
  public static final OutputTag<WorkOrder> WORK_ORDERS = avro("work-orders", WorkOrder.class);
  public static final OutputTag<ShiftCalendar> SHIFT_CALENDARS =
      avro("shift-calendars", ShiftCalendar.class);
  public static final OutputTag<Reason> REASONS = avro("reasons", Reason.class);

  private Outlets() {}

  private static <T extends SpecificRecordBase> OutputTag<T> avro(String id, Class<T> type) {
    return new OutputTag<>(id, new AvroTypeInfo<>(type));
  }
}
