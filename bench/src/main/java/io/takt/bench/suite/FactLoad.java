package io.takt.bench.suite;

import io.takt.avro.Asset;
import io.takt.avro.CountKind;
import io.takt.avro.CountUnit;
import io.takt.avro.CounterSettings;
import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.avro.ProductRate;
import io.takt.avro.ProductionCount;
import io.takt.avro.RateVersion;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.ShiftRule;
import io.takt.avro.Weekday;
import io.takt.avro.WorkOrder;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.schemas.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A plant's facts on their topics: every machine counts a part each so often, and stops for two
 * minutes of each quarter of an hour, one machine after the other. The same is said in SQL, by the
 * minute, to hold results against.
 *
 * @param assets machines
 * @param every from count to count
 * @param minutes of the plant's time
 */
record FactLoad(int assets, Duration every, int minutes) {

  static final Instant ORIGIN = Instant.parse("2026-03-02T06:00:00Z");

  /** Ideal time of a part: half of what it takes. */
  private static final double SPEED = 0.5;

  private static final String PRODUCT = "lid";
  private static final String ORDER = "order-1";
  private static final String CALENDAR = "always";
  private static final String SOURCE = "plc";
  private static final int QUARTER = 15;
  private static final int STOPS_AT = 7;
  private static final int RUNS_AT = 9;
  private static final long MINUTE = 60_000;
  private static final long ON_THE_WAY = 120;

  /** So many facts, more or less. */
  static FactLoad of(int assets, Duration every, long facts) {
    double perMinute = (double) MINUTE / every.toMillis() * (QUARTER - 2) / QUARTER * assets;
    return new FactLoad(assets, every, (int) Math.ceil(facts / perMinute));
  }

  static String name(int asset) {
    return String.format(Locale.ROOT, "m-%05d", asset);
  }

  /** Minute of the quarter for a machine: they do not stop all at once. */
  private static int phase(long minute, int asset) {
    return (int) ((minute + asset) % QUARTER);
  }

  private static boolean stands(long minute, int asset) {
    int phase = phase(minute, asset);
    return phase >= STOPS_AT && phase < RUNS_AT;
  }

  Instant end() {
    return ORIGIN.plus(Duration.ofMinutes(minutes));
  }

  /** Makes the machines known. */
  void describe(KafkaFactPublisher publisher) {
    publisher.publish(
        TopicCatalogue.SHIFT_CALENDARS.name(),
        CALENDAR,
        ShiftCalendar.newBuilder()
            .setCalendar(CALENDAR)
            .setZone("UTC")
            .setShifts(
                List.of(
                    ShiftRule.newBuilder()
                        .setName("all")
                        .setDays(List.of(Weekday.values()))
                        .setStart("00:00")
                        .setEnd("00:00")
                        .build()))
            .build(),
        ORIGIN);
    publisher.publish(
        TopicCatalogue.WORK_ORDERS.name(),
        ORDER,
        WorkOrder.newBuilder().setWorkOrder(ORDER).setProduct(PRODUCT).build(),
        ORIGIN);
    for (int i = 0; i < assets; i++) {
      String asset = name(i);
      publisher.publish(
          TopicCatalogue.ASSETS.name(),
          asset,
          Asset.newBuilder()
              .setAssetId(asset)
              .setCalendar(CALENDAR)
              .setCounter(CounterSettings.newBuilder().build())
              .setStateMap(Map.of())
              .build(),
          ORIGIN);
      ProductRate rate =
          ProductRate.newBuilder()
              .setAssetId(asset)
              .setProduct(PRODUCT)
              .setVersions(
                  List.of(
                      RateVersion.newBuilder()
                          .setIdealSecondsPerUnit(every.toMillis() / 1000.0 * SPEED)
                          .build()))
              .build();
      publisher.publish(
          TopicCatalogue.PRODUCT_RATES.name(),
          TopicCatalogue.PRODUCT_RATES.key(rate),
          rate,
          ORIGIN);
    }
    publisher.flush();
  }

  /** Puts all facts on their topics, in the order in which they happen. */
  long publish(KafkaFactPublisher publisher) {
    long facts = 0;
    for (int i = 0; i < assets; i++) {
      facts += 2;
      order(i, publisher);
      state(i, 0, publisher);
    }
    long step = every.toMillis();
    for (long at = 0; at < minutes * MINUTE; at += step) {
      long minute = at / MINUTE;
      boolean turns = at % MINUTE == 0 && minute > 0;
      for (int i = 0; i < assets; i++) {
        if (turns && stands(minute, i) != stands(minute - 1, i)) {
          state(i, at, publisher);
          facts++;
        }
        if (!stands(minute, i)) {
          count(i, at, publisher);
          facts++;
        }
      }
    }
    publisher.flush();
    return facts;
  }

  private void order(int asset, KafkaFactPublisher publisher) {
    String name = name(asset);
    publisher.publish(
        TopicCatalogue.OPERATOR_EVENTS.name(),
        name,
        OperatorEvent.newBuilder()
            .setAssetId(name)
            .setEventId("start-" + name)
            .setAt(ORIGIN)
            .setArrivedAt(ORIGIN)
            .setKind(OperatorEventKind.ORDER_STARTED)
            .setSpanFrom(ORIGIN)
            .setWorkOrder(ORDER)
            .build(),
        ORIGIN);
  }

  private void state(int asset, long at, KafkaFactPublisher publisher) {
    String name = name(asset);
    Instant when = ORIGIN.plusMillis(at);
    MachineState state = new MachineState();
    state.setAssetId(name);
    state.setAt(when);
    state.setArrivedAt(when.plusMillis(ON_THE_WAY));
    state.setState(stands(at / MINUTE, asset) ? "STOPPED" : "PRODUCING");
    state.setSource(SOURCE);
    state.setSequence(at);
    publisher.publish(TopicCatalogue.MACHINE_STATES.name(), name, state, when);
  }

  private void count(int asset, long at, KafkaFactPublisher publisher) {
    String name = name(asset);
    Instant when = ORIGIN.plusMillis(at);
    ProductionCount count = new ProductionCount();
    count.setAssetId(name);
    count.setAt(when);
    count.setArrivedAt(when.plusMillis(ON_THE_WAY));
    count.setKind(CountKind.DELTA);
    count.setUnit(CountUnit.PIECE);
    count.setGood(1.0);
    count.setSource(SOURCE);
    count.setSequence(at + 1);
    publisher.publish(TopicCatalogue.PRODUCTION_COUNTS.name(), name, count, when);
  }

  /** Minutes there are to be booked. */
  long wantedMinutes() {
    return (long) assets * minutes;
  }

  /**
   * What is to be booked, by SQL: asset_id, minute, running_ms, stopped_ms, good, ideal_ms. An hour
   * of silence at the end is no part of it.
   */
  String wanted() {
    long perMinute = MINUTE / every.toMillis();
    return """
        SELECT 'm-' || lpad(asset::text, 5, '0') AS asset_id,
          TIMESTAMPTZ '%1$s' + minute * INTERVAL '1 min' AS minute,
          CASE WHEN stands THEN 0 ELSE 60000 END::bigint AS running_ms,
          CASE WHEN stands THEN 60000 ELSE 0 END::bigint AS stopped_ms,
          CASE WHEN stands THEN 0 ELSE %2$d END::float8 AS good,
          CASE WHEN stands THEN 0 ELSE %2$d * %3$s END::float8 AS ideal_ms
        FROM (
          SELECT asset, minute, (minute + asset) %% %4$d >= %5$d AND (minute + asset) %% %4$d < %6$d
            AS stands
          FROM generate_series(0, %7$d - 1) asset, generate_series(0, %8$d - 1) minute
        ) m
        """
        .formatted(
            ORIGIN,
            perMinute,
            every.toMillis() * SPEED,
            QUARTER,
            STOPS_AT,
            RUNS_AT,
            assets,
            minutes);
  }

  /** The same of what the job has booked. */
  static String booked() {
    return """
        SELECT asset_id, minute,
          coalesce(sum(duration_ms) FILTER (WHERE category = 'RUNNING'), 0)::bigint AS running_ms,
          coalesce(sum(duration_ms) FILTER (WHERE category IN
            ('MINOR_STOP', 'UNPLANNED_STOP', 'PENDING_STOP')), 0)::bigint AS stopped_ms,
          sum(good) AS good, sum(ideal_ms) AS ideal_ms
        FROM takt.ledger GROUP BY asset_id, minute
        """;
  }
}
