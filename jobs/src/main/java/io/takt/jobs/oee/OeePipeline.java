package io.takt.jobs.oee;

import io.takt.avro.Asset;
import io.takt.avro.DataQuality;
import io.takt.avro.DeadLetter;
import io.takt.avro.LateEvent;
import io.takt.avro.LedgerMinute;
import io.takt.avro.OeeLive;
import io.takt.avro.OperatorEvent;
import io.takt.avro.ProductRate;
import io.takt.avro.Reason;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.ShiftVersions;
import io.takt.avro.WorkOrder;
import io.takt.jobs.intake.AssetInput;
import io.takt.jobs.intake.AssetInputSerializer;
import io.takt.jobs.intake.Inlet;
import io.takt.jobs.intake.OrderReference;
import io.takt.jobs.intake.OrderRow;
import io.takt.jobs.intake.Outlets;
import io.takt.jobs.intake.SharedRow;
import io.takt.jobs.intake.Sorter;
import io.takt.sinks.StopChange;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Facts and tables in, results out; knows neither Kafka nor the database. */
public final class OeePipeline {

  private OeePipeline() {}

  /** What comes in. */
  public record Inputs(DataStream<Inlet> facts, DataStream<Inlet> tables) {}

  /** What comes out. */
  public record Outputs(
      DataStream<LedgerMinute> ledger,
      DataStream<StopChange> stops,
      DataStream<ShiftVersions> shifts,
      DataStream<OperatorEvent> said,
      DataStream<OeeLive> live,
      DataStream<DataQuality> dataQuality,
      DataStream<LateEvent> lateEvents,
      DataStream<DeadLetter> deadLetters,
      Reference reference) {}

  /** Rows of tables as they came in, for the database. */
  public record Reference(
      DataStream<Asset> assets,
      DataStream<ProductRate> rates,
      DataStream<WorkOrder> orders,
      DataStream<ShiftCalendar> calendars,
      DataStream<Reason> reasons) {}

  /**
   * Ties it together: facts go through one shuffle, by asset.
   *
   * @param horizon how far back facts are booked, in milliseconds
   * @param settle how long after its end a shift is reported, in milliseconds
   */
  public static Outputs pipeline(Inputs inputs, PlantClock clock, long horizon, long settle) {
    SingleOutputStreamOperator<AssetInput> facts =
        inputs
            .facts()
            .process(new Sorter())
            .returns(AssetInputSerializer.TYPE)
            .uid(Uids.SORT_FACTS)
            .name("sort facts");
    SingleOutputStreamOperator<AssetInput> tables =
        inputs
            .tables()
            .process(new Sorter())
            .returns(AssetInputSerializer.TYPE)
            .uid(Uids.SORT_TABLES)
            .name("sort tables")
            .setParallelism(1);
    SingleOutputStreamOperator<AssetInput> orders =
        facts
            .getSideOutput(Outlets.ORDER_REFERENCES)
            .keyBy(OrderReference::order, Types.STRING)
            .connect(tables.getSideOutput(Outlets.ORDER_ROWS).keyBy(OrderRow::order, Types.STRING))
            .process(new OrderDesk(horizon), AssetInputSerializer.TYPE)
            .uid(Uids.TELL_ASSETS_OF_ORDERS)
            .name("tell assets of orders");
    BroadcastStream<SharedRow> shared =
        tables
            .getSideOutput(Outlets.SHARED_ROWS)
            .broadcast(OeeFunction.CALENDARS, OeeFunction.REASONS, OeeFunction.TABLES_VERSION);
    SingleOutputStreamOperator<AssetInput> bundled =
        facts
            .transform("bundle backlog", AssetInputSerializer.TYPE, new BundleBacklog(clock))
            .uid(Uids.BUNDLE_BACKLOG);
    SingleOutputStreamOperator<LedgerMinute> ledger =
        bundled
            .union(tables, orders)
            .keyBy(AssetInput::asset, Types.STRING)
            .connect(shared)
            .process(
                new OeeFunction(clock, horizon, settle), new AvroTypeInfo<>(LedgerMinute.class))
            .uid(Uids.BOOK_TIME)
            .name("book time");
    return new Outputs(
        ledger,
        ledger.getSideOutput(OeeFunction.STOPS),
        ledger.getSideOutput(OeeFunction.SHIFTS),
        ledger.getSideOutput(OeeFunction.SAID),
        ledger.getSideOutput(OeeFunction.LIVE),
        facts
            .getSideOutput(Outlets.DATA_QUALITY)
            .union(
                orders.getSideOutput(Outlets.DATA_QUALITY),
                ledger.getSideOutput(Outlets.DATA_QUALITY)),
        facts.getSideOutput(Outlets.LATE_EVENTS).union(ledger.getSideOutput(Outlets.LATE_EVENTS)),
        facts
            .getSideOutput(Outlets.DEAD_LETTERS)
            .union(
                tables.getSideOutput(Outlets.DEAD_LETTERS),
                ledger.getSideOutput(Outlets.DEAD_LETTERS)),
        new Reference(
            tables.getSideOutput(Outlets.ASSETS),
            tables.getSideOutput(Outlets.PRODUCT_RATES),
            tables.getSideOutput(Outlets.WORK_ORDERS),
            tables.getSideOutput(Outlets.SHIFT_CALENDARS),
            tables.getSideOutput(Outlets.REASONS)));
  }
}
