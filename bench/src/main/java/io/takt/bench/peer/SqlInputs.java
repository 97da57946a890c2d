package io.takt.bench.peer;

import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.avro.ProductRate;
import io.takt.avro.ProductionCount;
import io.takt.avro.WorkOrder;
import io.takt.bench.peer.TopicRows.Mapping;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.Row;

/** The topics as tables of SQL, from their beginning to where they end now. */
final class SqlInputs {

  /** Facts of one partition may have arrived in another order by this much. */
  private static final Duration OUT_OF_ORDER = Duration.ofSeconds(5);

  private static final String TIME = "event_time";

  private static final LogicalType TEXT = new VarCharType(VarCharType.MAX_LENGTH);
  private static final LogicalType INSTANT = new TimestampType(3);

  private final PeerSite site;
  private final Map<String, String> consumer;
  private final RegistryAddress registry;
  private final StreamExecutionEnvironment env;
  private final StreamTableEnvironment tables;

  SqlInputs(
      PeerSite site,
      Map<String, String> consumer,
      StreamExecutionEnvironment env,
      StreamTableEnvironment tables) {
    this.site = site;
    this.consumer = consumer;
    this.registry = new RegistryAddress(site.registry());
    this.env = env;
    this.tables = tables;
  }

  void declare() {
    facts(
        "machine_state",
        TopicCatalogue.MACHINE_STATES,
        SqlInputs::state,
        RowType.of(
            new LogicalType[] {TEXT, TEXT, INSTANT}, new String[] {"asset_id", "state", TIME}),
        2);
    facts(
        "production_count",
        TopicCatalogue.PRODUCTION_COUNTS,
        SqlInputs::count,
        RowType.of(
            new LogicalType[] {TEXT, new DoubleType(), INSTANT},
            new String[] {"asset_id", "good", TIME}),
        2);
    facts(
        "order_start",
        TopicCatalogue.OPERATOR_EVENTS,
        SqlInputs::orderStart,
        RowType.of(
            new LogicalType[] {TEXT, TEXT, INSTANT}, new String[] {"asset_id", "work_order", TIME}),
        2);
    // The plant's clock, a row for each asset: there ends what it still does.
    Instant end = site.end();
    facts(
        "plant_clock",
        TopicCatalogue.ASSETS,
        asset -> GenericRowData.of(text(asset.getAssetId()), time(end)),
        RowType.of(new LogicalType[] {TEXT, INSTANT}, new String[] {"asset_id", TIME}),
        1);
    table(
        "work_order",
        TopicCatalogue.WORK_ORDERS,
        SqlInputs::workOrder,
        Types.ROW_NAMED(new String[] {"work_order", "product"}, Types.STRING, Types.STRING),
        Schema.newBuilder()
            .column("work_order", DataTypes.STRING().notNull())
            .column("product", DataTypes.STRING())
            .primaryKey("work_order")
            .build());
    table(
        "product_rate",
        TopicCatalogue.PRODUCT_RATES,
        SqlInputs::rate,
        Types.ROW_NAMED(
            new String[] {"asset_id", "product", "ideal_ms"},
            Types.STRING,
            Types.STRING,
            Types.DOUBLE),
        Schema.newBuilder()
            .column("asset_id", DataTypes.STRING().notNull())
            .column("product", DataTypes.STRING().notNull())
            .column("ideal_ms", DataTypes.DOUBLE())
            .primaryKey("asset_id", "product")
            .build());
  }

  private static RowData state(MachineState state) {
    return GenericRowData.of(text(state.getAssetId()), text(state.getState()), time(state.getAt()));
  }

  private static RowData count(ProductionCount count) {
    return GenericRowData.of(text(count.getAssetId()), count.getGood(), time(count.getAt()));
  }

  private static RowData orderStart(OperatorEvent event) {
    if (event.getKind() != OperatorEventKind.ORDER_STARTED) {
      return null;
    }
    return GenericRowData.of(
        text(event.getAssetId()), text(event.getWorkOrder()), time(OrderStart.of(event)));
  }

  private static Row workOrder(WorkOrder order) {
    return Row.of(order.getWorkOrder(), order.getProduct());
  }

  private static Row rate(ProductRate rate) {
    return Row.of(rate.getAssetId(), rate.getProduct(), IdealTime.ofUnitMs(rate));
  }

  private static StringData text(String text) {
    return StringData.fromString(text);
  }

  private static TimestampData time(Instant at) {
    return TimestampData.fromEpochMillis(at.toEpochMilli());
  }

  /** Facts with their own time; rows go to SQL as it has them inside, not turned once more. */
  private <T extends SpecificRecord> void facts(
      String name, Topic<T> topic, Mapping<T, RowData> mapping, RowType type, int time) {
    DataStream<RowData> stream =
        env.fromSource(
            source(topic, mapping, InternalTypeInfo.of(type)),
            WatermarkStrategy.<RowData>forBoundedOutOfOrderness(OUT_OF_ORDER)
                .withTimestampAssigner((row, kafka) -> row.getTimestamp(time, 3).getMillisecond()),
            name);
    tables.createTemporaryView(
        name, stream, Schema.newBuilder().watermark(TIME, "SOURCE_WATERMARK()").build());
  }

  /** A table, of which the last row of a key holds. */
  private <T extends SpecificRecord> void table(
      String name, Topic<T> topic, Mapping<T, Row> mapping, TypeInformation<Row> type, Schema as) {
    DataStream<Row> stream =
        env.fromSource(source(topic, mapping, type), WatermarkStrategy.noWatermarks(), name);
    tables.createTemporaryView(
        name, tables.fromChangelogStream(stream, as, ChangelogMode.upsert()));
  }

  private <T extends SpecificRecord, R> KafkaSource<R> source(
      Topic<T> topic, Mapping<T, R> mapping, TypeInformation<R> type) {
    Properties properties = new Properties();
    properties.putAll(consumer);
    return KafkaSource.<R>builder()
        .setProperties(properties)
        .setBootstrapServers(site.bootstrapServers())
        .setTopics(topic.name())
        .setGroupId("peer-flink-sql")
        .setClientIdPrefix("peer-" + topic.name())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.latest())
        .setDeserializer(new TopicRows<>(topic, registry, mapping, type))
        .build();
  }
}
