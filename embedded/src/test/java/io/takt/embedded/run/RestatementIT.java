package io.takt.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.takt.avro.Asset;
import io.takt.avro.CountKind;
import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.avro.ProductRate;
import io.takt.avro.ProductionCount;
import io.takt.avro.Reason;
import io.takt.avro.ReasonCategory;
import io.takt.embedded.EmbeddedStack;
import io.takt.embedded.StackForTests;
import io.takt.embedded.StackListener;
import io.takt.embedded.StackSettings;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.ingest.simulator.FaultSettings;
import io.takt.ingest.simulator.Plant;
import io.takt.ingest.simulator.PlantSettings;
import io.takt.ingest.simulator.master.TableRow;
import io.takt.jobs.oee.PlantClock;
import io.takt.schemas.TopicCatalogue;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;

/**
 * E12 through the whole stack: while the plant runs, a stop of the shift before is coded as planned
 * maintenance. What follows from it shows within seconds, and nothing else changes.
 */
class RestatementIT {
  private static final long SEED = 7;
  private static final Instant START = Instant.parse("2026-03-02T04:00:00Z");
  private static final double SPEED = 900;
  private static final int MACHINES = 5;

  /** The early shift in Berlin ends at 13:00; it is reported five minutes later. */
  private static final Instant REPORTED = Instant.parse("2026-03-02T13:06:00Z");

  private static final Instant END = Instant.parse("2026-03-02T20:00:00Z");

  /** Apart from the calendar's own planned stops. */
  private static final Instant STOPPED = Instant.parse("2026-03-02T09:00:00Z");

  private static final Instant RAN_AGAIN = Instant.parse("2026-03-02T09:40:00Z");
  private static final String PRESS = "press-40";
  private static final String EARLY = "2026-03-02T05:00:00Z";
  private static final String EARLY_OF_PRESS =
      "asset_id = 'press-40' AND shift_start = TIMESTAMPTZ '%s'".formatted(EARLY);
  private static final Duration WITHIN = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Everything booked of shifts that have been reported, one text a row, its key first. */
  private static final String CLOSED =
      """
      SELECT 'ledger ' || l.asset_id || ' ' || to_char(l.minute AT TIME ZONE 'UTC', 'HH24:MI') || ' ' || ROW(l.ordinal, l.slice_start, l.slice_end,
        l.duration_ms, l.state, l.category, l.extra, l.reason, l.work_order, l.product, l.business_date, l.ideal_ms,
        l.unrated_total, l.unseen_total, l.total, l.good, l.scrap, l.rework)::text
      FROM ledger l JOIN shift_version v ON v.ordinal = 0 AND v.asset_id = l.asset_id AND v.shift_start = l.shift_start
        AND v.shift_start < TIMESTAMPTZ '2026-03-02T13:00:00Z'
      UNION ALL
      SELECT 'shift ' || o.asset_id || ' ' || o.shift_start || ' ' || ROW(o.version, o.availability, o.performance,
        o.quality, o.oee, o.pbt_s, o.unplanned_stop_s, o.planned_stop_s, o.minor_stop_s, o.total, o.good)::text
      FROM oee_shift o WHERE o.version IS NOT NULL AND o.shift_start < TIMESTAMPTZ '2026-03-02T13:00:00Z'
      UNION ALL
      SELECT 'reported ' || o.asset_id || ' ' || o.shift_start || ' ' || ROW(o.availability, o.performance,
        o.quality, o.oee, o.pbt_s, o.unplanned_stop_s, o.planned_stop_s, o.minor_stop_s, o.total, o.good)::text
      FROM oee_shift_reported o WHERE o.shift_start < TIMESTAMPTZ '2026-03-02T13:00:00Z'
      """;

  @Test
  void e12_a_stop_coded_after_its_shift_restates_that_shift_within_seconds_and_nothing_else()
      throws Exception {
    System.out.println("seed " + SEED);
    Path directory = StackForTests.freshDirectory("restatement");
    Plant plant =
        new Plant(
            PlantSettings.of(SEED, START, MACHINES)
                .with(FaultSettings.NONE)
                .withTelemetryEvery(Duration.ZERO));
    try (EmbeddedStack stack =
        EmbeddedStack.start(
            StackSettings.in(directory.resolve("stack")).onAnyPorts(), StackListener.silent())) {
      PlantStack plantStack = PlantStack.install(stack);
      try (KafkaFactPublisher publisher = plantStack.publisher();
          KafkaFactPublisher tablet = plantStack.publisher();
          Connection reader = plantStack.reader()) {
        plant.tables().forEach(row -> publisher.publish(row.topic(), row.key(), row.row(), START));
        press(plant).forEach(row -> publisher.publish(row.topic(), row.key(), row.row(), START));
        publisher.flush();
        PlantClock clock =
            new PlantClock(
                System.currentTimeMillis() + 6_000,
                START.toEpochMilli(),
                SPEED,
                END.toEpochMilli());
        JobClient job = plantStack.startOee(clock);
        CompletableFuture<Void> feed =
            CompletableFuture.runAsync(() -> Pace.feed(plant.until(END), clock, publisher));
        CompletableFuture<Void> own =
            CompletableFuture.runAsync(() -> run(product(plant), tablet, clock));
        until(clock, REPORTED);
        // All of them: a report that comes a moment later would be a change.
        await(
            reader,
            "SELECT count(*) = %d FROM oee_shift_reported WHERE shift_start = TIMESTAMPTZ '%s'"
                .formatted(MACHINES + 1, EARLY));
        restate(plant, tablet, reader, clock);
        job.cancel().get();
        feed.cancel(true);
        own.cancel(true);
      }
    }
  }

  private static void restate(
      Plant plant, KafkaFactPublisher tablet, Connection reader, PlantClock clock)
      throws Exception {
    List<Double> before = figures(reader, "oee_shift");
    Set<String> closedBefore = rows(reader, CLOSED);
    String maintenance = plannedReason(plant);
    Instant now = Instant.ofEpochMilli(clock.now(System.currentTimeMillis()));

    tablet.publish(
        TopicCatalogue.OPERATOR_EVENTS.name(),
        PRESS,
        OperatorEvent.newBuilder()
            .setAssetId(PRESS)
            .setEventId("it-was-planned")
            .setAt(now)
            .setArrivedAt(now)
            .setKind(OperatorEventKind.REASON_GIVEN)
            .setSpanFrom(STOPPED)
            .setSpanTo(RAN_AGAIN)
            .setReason(maintenance)
            .setOperator("lead-3")
            .setNote("the weekly service, nobody had entered it")
            .setSource("tablet")
            .build(),
        now);
    tablet.flush();
    long acknowledged = System.nanoTime();
    await(
        reader,
        "SELECT (SELECT version = 2 AND planned_stop_s >= 2400 FROM oee_shift WHERE "
            + EARLY_OF_PRESS
            + ") AND EXISTS (SELECT FROM restatement WHERE "
            + EARLY_OF_PRESS
            + ") AND EXISTS (SELECT FROM stop_pareto WHERE asset_id = '%s' AND reason = '%s')"
                .formatted(PRESS, maintenance)
            + " AND EXISTS (SELECT FROM audit WHERE asset_id = '%s')".formatted(PRESS));
    Duration took = Duration.ofNanos(System.nanoTime() - acknowledged);
    System.out.printf(
        "restated %d ms after Kafka's acknowledgement, with %.0f plant seconds a second%n",
        took.toMillis(), SPEED);
    assertThat(took).isLessThan(WITHIN);

    List<Double> after = figures(reader, "oee_shift");
    assertThat(after.get(0)).as("availability").isGreaterThan(before.get(0));
    assertThat(after.get(1)).as("OEE").isGreaterThan(before.get(1));
    assertThat(after.get(2)).as("planned stop").isCloseTo(before.get(2) + 2_400, within(1e-6));
    assertThat(after.get(3)).as("unplanned stop").isCloseTo(before.get(3) - 2_400, within(1e-6));
    List<Double> reported = figures(reader, "oee_shift_reported");
    for (int i = 0; i < before.size(); i++) {
      assertThat(reported.get(i)).as("as reported").isCloseTo(before.get(i), within(1e-9));
    }
    assertThat(
            rows(
                reader,
                "SELECT category || ' ' || reason || ' ' || minutes FROM stop_pareto WHERE asset_id"
                    + " = '"
                    + PRESS
                    + "' AND reason IS NOT NULL"))
        .containsExactly("PLANNED_STOP " + maintenance + " 40");
    assertThat(
            rows(
                reader,
                "SELECT concat_ws('|', version, cause, operator, event_id, note,"
                    + " planned_stop_change_s, unplanned_stop_change_s) FROM restatement WHERE "
                    + EARLY_OF_PRESS))
        .containsExactly(
            "2|REASON|lead-3|it-was-planned|the weekly service, nobody had entered it|2400|-2400");

    Set<String> changed = rows(reader, CLOSED);
    Set<String> gone = new HashSet<>(closedBefore);
    gone.removeAll(changed);
    changed.removeAll(closedBefore);
    assertThat(closedBefore).hasSizeGreaterThan((MACHINES + 1) * 480);
    assertThat(changed).as("what is otherwise now").hasSize(41).hasSameSizeAs(gone);
    for (String row : changed) {
      assertThat(row).contains(" " + PRESS + " ").doesNotStartWith("reported");
      if (row.startsWith("ledger")) {
        assertThat(row).matches("ledger " + PRESS + " 09:[0-3][0-9] .*");
      }
    }
  }

  /** Availability, OEE, planned and unplanned seconds of the press's early shift. */
  private static List<Double> figures(Connection reader, String view) throws SQLException {
    try (Statement statement = reader.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT availability, oee, planned_stop_s, unplanned_stop_s FROM "
                    + view
                    + " WHERE "
                    + EARLY_OF_PRESS)) {
      row.next();
      return List.of(row.getDouble(1), row.getDouble(2), row.getDouble(3), row.getDouble(4));
    }
  }

  private static Set<String> rows(Connection reader, String query) throws SQLException {
    Set<String> rows = new HashSet<>();
    try (Statement statement = reader.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  private static void await(Connection reader, String condition) throws SQLException {
    long began = System.nanoTime();
    while (!rows(reader, condition).contains("t")) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new AssertionError("not within " + PATIENCE + ": " + condition);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static void until(PlantClock clock, Instant plant) {
    long due = clock.wallOf(plant.toEpochMilli());
    for (long left = due - System.currentTimeMillis();
        left > 0;
        left = due - System.currentTimeMillis()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(left));
    }
  }

  // ---- a press beside the plant's machines, of which every minute is known

  /** The press, described like the plant's first machine, with the same rates. */
  private static List<TableRow> press(Plant plant) {
    List<TableRow> rows = new ArrayList<>();
    String model = null;
    for (TableRow row : plant.tables()) {
      if (row.row() instanceof Asset asset && model == null) {
        model = asset.getAssetId();
        rows.add(
            new TableRow(
                row.topic(),
                PRESS,
                Asset.newBuilder(asset)
                    .setAssetId(PRESS)
                    .setLine("its own")
                    .setBookedFrom(START)
                    .setLineExit(false)
                    .build()));
      } else if (row.row() instanceof ProductRate rate && rate.getAssetId().equals(model)) {
        ProductRate own = ProductRate.newBuilder(rate).setAssetId(PRESS).build();
        rows.add(new TableRow(row.topic(), TopicCatalogue.PRODUCT_RATES.key(own), own));
      }
    }
    return rows;
  }

  private static String plannedReason(Plant plant) {
    return plant.tables().stream()
        .map(TableRow::row)
        .filter(Reason.class::isInstance)
        .map(Reason.class::cast)
        .filter(
            reason ->
                reason.getVersions().stream()
                    .allMatch(version -> version.getCategory() == ReasonCategory.PLANNED_STOP))
        .findFirst()
        .orElseThrow()
        .getReason();
  }

  private static String product(Plant plant) {
    return press(plant).stream()
        .map(TableRow::row)
        .filter(ProductRate.class::isInstance)
        .map(row -> ((ProductRate) row).getProduct())
        .findFirst()
        .orElseThrow();
  }

  /** Runs, stands from 07:00 to 07:40, runs; a part a minute, each told as it happens. */
  private static void run(String product, KafkaFactPublisher publisher, PlantClock clock) {
    long sequence = 0;
    publisher.publish(
        TopicCatalogue.OPERATOR_EVENTS.name(),
        PRESS,
        OperatorEvent.newBuilder()
            .setAssetId(PRESS)
            .setEventId("begin")
            .setAt(START)
            .setArrivedAt(START)
            .setKind(OperatorEventKind.ORDER_STARTED)
            .setProduct(product)
            .build(),
        START);
    for (Instant at = START; at.isBefore(END); at = at.plusSeconds(60)) {
      until(clock, at);
      boolean stands = !at.isBefore(STOPPED) && at.isBefore(RAN_AGAIN);
      if (at.getEpochSecond() % 600 == 0) {
        publisher.publish(
            TopicCatalogue.MACHINE_STATES.name(),
            PRESS,
            MachineState.newBuilder()
                .setAssetId(PRESS)
                .setAt(at)
                .setArrivedAt(at)
                .setState(stands ? "FAULTED" : "PRODUCING")
                .setSource("plc")
                .setSequence(sequence++)
                .build(),
            at);
      }
      publisher.publish(
          TopicCatalogue.PRODUCTION_COUNTS.name(),
          PRESS,
          ProductionCount.newBuilder()
              .setAssetId(PRESS)
              .setAt(at)
              .setArrivedAt(at)
              .setKind(CountKind.DELTA)
              .setTotal(stands ? 0.0 : 1.0)
              .setSource("plc")
              .setSequence(sequence++)
              .build(),
          at);
    }
  }
}
