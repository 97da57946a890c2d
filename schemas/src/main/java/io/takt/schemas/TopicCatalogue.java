package io.takt.schemas;

import io.takt.avro.AlarmReason;
import io.takt.avro.Alert;
import io.takt.avro.Anomaly;
import io.takt.avro.Asset;
import io.takt.avro.DataQuality;
import io.takt.avro.DeadLetter;
import io.takt.avro.LateEvent;
import io.takt.avro.LedgerMinute;
import io.takt.avro.MachineAlarm;
import io.takt.avro.MachineState;
import io.takt.avro.OeeLive;
import io.takt.avro.OperatorEvent;
import io.takt.avro.ProductRate;
import io.takt.avro.ProductionCount;
import io.takt.avro.Reason;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.ShiftVersions;
import io.takt.avro.Signal;
import io.takt.avro.Stop;
import io.takt.avro.StopCause;
import io.takt.avro.Telemetry;
import io.takt.avro.WorkOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Every topic there is. Nothing else names one. */
public final class TopicCatalogue {

  /** Streams by asset. A plant with more machines creates the topics itself, with more. */
  private static final int BY_ASSET = 6;

  /** Tables are small and read whole. */
  private static final int ONE = 1;

  private static final String ASSET = "asset_id";

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(31);
  private static final Duration QUARTER = Duration.ofDays(92);

  /** Samples of signals. */
  public static final Topic<Telemetry> TELEMETRY =
      Topic.stream("takt.telemetry", Telemetry.class, ASSET, Telemetry::getAssetId, BY_ASSET, WEEK);

  /** What state machines are in. */
  public static final Topic<MachineState> MACHINE_STATES =
      Topic.stream(
          "takt.machine-states",
          MachineState.class,
          ASSET,
          MachineState::getAssetId,
          BY_ASSET,
          QUARTER);

  /** Parts counted. */
  public static final Topic<ProductionCount> PRODUCTION_COUNTS =
      Topic.stream(
          "takt.production-counts",
          ProductionCount.class,
          ASSET,
          ProductionCount::getAssetId,
          BY_ASSET,
          QUARTER);

  /** Machines' alarms coming and going. */
  public static final Topic<MachineAlarm> ALARMS =
      Topic.stream(
          "takt.alarms", MachineAlarm.class, ASSET, MachineAlarm::getAssetId, BY_ASSET, QUARTER);

  /** What people say. */
  public static final Topic<OperatorEvent> OPERATOR_EVENTS =
      Topic.stream(
          "takt.operator-events",
          OperatorEvent.class,
          ASSET,
          OperatorEvent::getAssetId,
          BY_ASSET,
          QUARTER);

  /** Orders as the ERP plans them. */
  public static final Topic<WorkOrder> WORK_ORDERS =
      Topic.table("takt.work-orders", WorkOrder.class, "work_order", WorkOrder::getWorkOrder, ONE);

  /** Machines and where they stand. */
  public static final Topic<Asset> ASSETS =
      Topic.table("takt.assets", Asset.class, ASSET, Asset::getAssetId, ONE);

  /** When production is scheduled. */
  public static final Topic<ShiftCalendar> SHIFT_CALENDARS =
      Topic.table(
          "takt.shift-calendars", ShiftCalendar.class, "calendar", ShiftCalendar::getCalendar, ONE);

  /** Reasons for stops. */
  public static final Topic<Reason> REASONS =
      Topic.table("takt.reasons", Reason.class, "reason", Reason::getReason, ONE);

  /** How long a product ideally takes on an asset. */
  public static final Topic<ProductRate> PRODUCT_RATES =
      Topic.table(
          "takt.product-rates",
          ProductRate.class,
          "asset_id|product",
          rate -> RecordKey.of(rate.getAssetId(), rate.getProduct()),
          ONE);

  /** Which reason an alarm stands for. */
  public static final Topic<AlarmReason> ALARM_MAP =
      Topic.table(
          "takt.alarm-map",
          AlarmReason.class,
          "asset_class|code",
          alarm -> RecordKey.of(alarm.getAssetClass(), alarm.getCode()),
          ONE);

  /** Units and limits of signals. */
  public static final Topic<Signal> SIGNALS =
      Topic.table(
          "takt.signals",
          Signal.class,
          "asset_id|signal",
          signal -> RecordKey.of(signal.getAssetId(), signal.getSignal()),
          ONE);

  /** The booked minutes of assets. */
  public static final Topic<LedgerMinute> LEDGER =
      Topic.stream(
          "takt.ledger", LedgerMinute.class, ASSET, LedgerMinute::getAssetId, BY_ASSET, MONTH);

  /** What assets do right now. */
  public static final Topic<OeeLive> OEE_LIVE =
      Topic.table("takt.oee-live", OeeLive.class, ASSET, OeeLive::getAssetId, BY_ASSET);

  /** Stops. The key's time is an ISO instant. */
  public static final Topic<Stop> STOPS =
      Topic.table(
          "takt.stops",
          Stop.class,
          "asset_id|started_at",
          stop -> RecordKey.of(stop.getAssetId(), stop.getStartedAt()),
          BY_ASSET);

  /** What was reported of shifts, and how it was corrected. The key's time is an ISO instant. */
  public static final Topic<ShiftVersions> SHIFT_VERSIONS =
      Topic.table(
          "takt.shift-versions",
          ShiftVersions.class,
          "asset_id|shift_start",
          shift -> RecordKey.of(shift.getAssetId(), shift.getShiftStart()),
          BY_ASSET);

  /** Why machines stood still. The keys are those of {@link #STOPS}. */
  public static final Topic<StopCause> STOP_CAUSES =
      Topic.table(
          "takt.stop-causes",
          StopCause.class,
          "asset_id|started_at",
          cause -> RecordKey.of(cause.getAssetId(), cause.getStartedAt()),
          BY_ASSET);

  /** Episodes of abnormal behaviour. The key's time is an ISO instant. */
  public static final Topic<Anomaly> ANOMALIES =
      Topic.table(
          "takt.anomalies",
          Anomaly.class,
          "asset_id|started_at",
          anomaly -> RecordKey.of(anomaly.getAssetId(), anomaly.getStartedAt()),
          BY_ASSET);

  /** Alerts' lives. */
  public static final Topic<Alert> ALERTS =
      Topic.table("takt.alerts", Alert.class, "fingerprint", Alert::getFingerprint, BY_ASSET);

  /** Doubts about data. */
  public static final Topic<DataQuality> DATA_QUALITY =
      Topic.stream(
          "takt.data-quality", DataQuality.class, ASSET, DataQuality::getAssetId, ONE, QUARTER);

  /** Facts that came too late. */
  public static final Topic<LateEvent> LATE_EVENTS =
      Topic.stream("takt.late-events", LateEvent.class, ASSET, LateEvent::getAssetId, ONE, QUARTER);

  /** Messages that could not be used. One holds a whole other message, so it may be larger. */
  public static final Topic<DeadLetter> DEAD_LETTERS =
      Topic.stream(
              "takt.dead-letters",
              DeadLetter.class,
              "topic|partition",
              letter -> RecordKey.of(letter.getTopic(), letter.getPartition()),
              ONE,
              QUARTER)
          .with(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(2 * 1024 * 1024));

  private static final List<Topic<?>> FACTS =
      List.of(TELEMETRY, MACHINE_STATES, PRODUCTION_COUNTS, ALARMS, OPERATOR_EVENTS);

  private static final List<Topic<?>> TABLES =
      List.of(WORK_ORDERS, ASSETS, SHIFT_CALENDARS, REASONS, PRODUCT_RATES, ALARM_MAP, SIGNALS);

  private static final List<Topic<?>> RESULTS =
      List.of(
          LEDGER,
          OEE_LIVE,
          STOPS,
          SHIFT_VERSIONS,
          STOP_CAUSES,
          ANOMALIES,
          ALERTS,
          DATA_QUALITY,
          LATE_EVENTS,
          DEAD_LETTERS);

  private static final List<Topic<?>> ALL = concat(FACTS, TABLES, RESULTS);

  private TopicCatalogue() {}

  /** What machines, sensors and people report. */
  public static List<Topic<?>> facts() {
    return FACTS;
  }

  /** What the plant is: master data and plans. */
  public static List<Topic<?>> tables() {
    return TABLES;
  }

  /** What the jobs say. */
  public static List<Topic<?>> results() {
    return RESULTS;
  }

  /** All topics: facts, tables, results. */
  public static List<Topic<?>> all() {
    return ALL;
  }

  /** The topic of this name; empty if there is none. */
  public static Optional<Topic<?>> byName(String name) {
    for (Topic<?> topic : ALL) {
      if (topic.name().equals(name)) {
        return Optional.of(topic);
      }
    }
    return Optional.empty();
  }

  /**
   * Creates the topics that do not exist. Those that do are left as they are, whatever their
   * partitions and settings: another number of partitions would part a key from its past.
   *
   * <p>Returns when every partition made is led by a broker that knows of it. To a producer that
   * came sooner the first batch could be refused and the next one taken, and the first can never
   * follow then: its sequence number is over.
   *
   * @return the names of the topics created
   * @throws KafkaException when the cluster does not answer or refuses
   */
  public static Set<String> createMissing(Admin admin) throws InterruptedException {
    Set<String> existing = result(admin.listTopics().names());
    List<NewTopic> missing = new ArrayList<>();
    for (Topic<?> topic : ALL) {
      if (!existing.contains(topic.name())) {
        missing.add(topic.toCreate());
      }
    }
    CreateTopicsResult created = admin.createTopics(missing);
    Set<String> names = new TreeSet<>();
    Map<TopicPartition, OffsetSpec> made = new HashMap<>();
    for (NewTopic topic : missing) {
      names.add(topic.name());
      try {
        result(created.values().get(topic.name()));
        int partitions = result(created.numPartitions(topic.name()));
        for (int i = 0; i < partitions; i++) {
          made.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
        }
      } catch (TopicExistsException elsewhere) {
        // Another process created it between the two calls: it exists, which is what was asked for.
        names.remove(topic.name());
      }
    }
    result(admin.listOffsets(made).all()); // only who leads it answers for a partition
    return names;
  }

  private static <V> V result(KafkaFuture<V> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException kafka) {
        throw kafka;
      }
      throw new KafkaException(e.getCause());
    }
  }

  @SafeVarargs
  private static List<Topic<?>> concat(List<Topic<?>>... groups) {
    List<Topic<?>> all = new ArrayList<>();
    for (List<Topic<?>> group : groups) {
      all.addAll(group);
    }
    return List.copyOf(all);
  }
}
