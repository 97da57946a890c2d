package io.takt.sinks;

import static io.takt.sinks.Slices.minute;
import static io.takt.sinks.Slices.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.Asset;
import io.takt.avro.CounterSettings;
import io.takt.avro.DataQuality;
import io.takt.avro.DataQualityKind;
import io.takt.avro.DeadLetter;
import io.takt.avro.DeadLetterReason;
import io.takt.avro.LateEvent;
import io.takt.avro.LateReason;
import io.takt.avro.LedgerMinute;
import io.takt.avro.OeeLive;
import io.takt.avro.ProductRate;
import io.takt.avro.RateVersion;
import io.takt.avro.Reason;
import io.takt.avro.ReasonCategory;
import io.takt.avro.ReasonVersion;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.ShiftRule;
import io.takt.avro.Stop;
import io.takt.avro.StopAllocation;
import io.takt.avro.Weekday;
import io.takt.avro.WorkOrder;
import io.takt.avro.WorkOrderStatus;
import io.takt.sinks.copy.SinkSettings;
import io.takt.sinks.database.BackEnd;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.SqlSession;
import io.takt.sinks.database.TestServer;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each sink in a real job, with generic types off and objects used again. */
class SinkJobTest {

  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant ELEVEN = TEN.plusSeconds(3600);

  private TaktSinks sinks;
  private SqlSession sql;

  @BeforeEach
  void emptyTables() throws SQLException {
    TestServer server = TestServer.of(BackEnd.POSTGRESQL);
    sinks = TaktSinks.of(server.login(Database.WRITER).orElseThrow(), SinkSettings.LATENCY);
    sql = SqlSession.as(Database.OWNER, server);
    sql.execute(
        "TRUNCATE ledger, ledger_restated, stop, stop_allocation, live, data_quality, late_event, dead_letter, asset,"
            + " work_order, shift_calendar, reason, reason_version, product_rate, alert, alert_event");
  }

  @AfterEach
  void close() throws SQLException {
    sql.close();
  }

  @Test
  void minutesOfTheLedger() throws Exception {
    run(
        sinks.ledger(),
        LedgerMinute.class,
        minute("m", TEN, 1, slice("RUNNING", 60).setTotal(2).setGood(1)),
        minute("m", TEN.plusSeconds(60), 1, slice("RUNNING", 20), slice("SETUP", 40)));
    assertThat(sql.row("SELECT count(*) AS n, sum(duration_ms) AS ms FROM ledger"))
        .hasToString("{n=3, ms=120000}");
  }

  @Test
  void stopsWithTheirAllocationsAndStopsTakenBack() throws Exception {
    Stop stop = stop(TEN, 5, 3);
    run(sinks.stops(), StopChange.class, StopChange.of(stop), StopChange.of(stop(ELEVEN, 5, 1)));
    run(
        sinks.stops(),
        StopChange.class,
        StopChange.of(stop(TEN, 6, 2)),
        StopChange.removed("m", ELEVEN, 6),
        // A stale removal is refused.
        StopChange.removed("m", TEN, 4));
    assertThat(sql.rows("SELECT started_at, revision, reason FROM stop").toString())
        .isEqualTo("[{started_at=2026-03-02T10:00:00Z, revision=5, reason=jam}]");
    assertThat(
            sql.rows("SELECT started_at, ordinal FROM stop_allocation ORDER BY ordinal").toString())
        .isEqualTo(
            "[{started_at=2026-03-02T10:00:00Z, ordinal=0}, {started_at=2026-03-02T10:00:00Z, ordinal=1}]");
  }

  @Test
  void liveRowsLastOneWins() throws Exception {
    run(sinks.live(), OeeLive.class, live(3, "PRODUCING"), live(4, "FAULTED"), live(2, "SETUP"));
    assertThat(sql.row("SELECT state, facts FROM live")).hasToString("{state=FAULTED, facts=7}");
  }

  @Test
  void doubtsLateFactsAndDeadLettersEachOnce() throws Exception {
    DataQuality doubt =
        DataQuality.newBuilder()
            .setAssetId("m")
            .setKind(DataQualityKind.COUNTER_RESET)
            .setAt(TEN)
            .setSubject("total")
            .setDetail("fell from 9 to 1")
            .build();
    run(sinks.dataQuality(), DataQuality.class, doubt, doubt);
    run(sinks.dataQuality(), DataQuality.class, doubt);
    LateEvent late =
        LateEvent.newBuilder()
            .setAssetId("m")
            .setAt(TEN)
            .setArrivedAt(ELEVEN)
            .setTopic("takt.machine-states")
            .setReason(LateReason.BEYOND_HORIZON)
            .setFact("{\"note\":\"\\u0000\"}")
            .setPartition(1)
            .setOffset(42)
            .build();
    run(sinks.lateEvents(), LateEvent.class, late, late);
    run(
        sinks.deadLetters(),
        DeadLetter.class,
        DeadLetter.newBuilder()
            .setTopic("t")
            .setPartition(0)
            .setOffset(1)
            .setReason(DeadLetterReason.MALFORMED)
            .setDetail("d")
            .setValue(ByteBuffer.wrap(new byte[] {0, 1, -1}))
            .build());
    assertThat(sql.row("SELECT kind, detail FROM data_quality"))
        .hasToString("{kind=COUNTER_RESET, detail=fell from 9 to 1}");
    assertThat(sql.row("SELECT fact, \"offset\" FROM late_event"))
        .hasToString("{fact={\"note\":\"\\u0000\"}, offset=42}");
    assertThat(sql.row("SELECT encode(value, 'hex') AS value, key FROM dead_letter"))
        .hasToString("{value=0001ff, key=null}");
  }

  @Test
  void referenceTablesReplaceTheirVersions() throws Exception {
    run(
        sinks.assets(),
        Asset.class,
        Asset.newBuilder()
            .setAssetId("m")
            .setLine("one")
            .setLinePosition(2)
            .setCalendar("three")
            .setCounter(CounterSettings.newBuilder().setMax(999.0).build())
            .setStateMap(Map.of("run", "PRODUCING", "nul", "\0"))
            .build());
    run(sinks.reasons(), Reason.class, reason(null, TEN));
    run(sinks.reasons(), Reason.class, reason(TEN));
    run(sinks.productRates(), ProductRate.class, rate(TEN, null, ELEVEN));
    run(sinks.workOrders(), WorkOrder.class, order(2, 20));
    run(sinks.workOrders(), WorkOrder.class, order(1, 10));
    run(
        sinks.shiftCalendars(),
        ShiftCalendar.class,
        ShiftCalendar.newBuilder()
            .setCalendar("three")
            .setZone("Europe/Berlin")
            .setShifts(
                List.of(
                    ShiftRule.newBuilder()
                        .setName("early")
                        .setDays(List.of(Weekday.MONDAY))
                        .setStart("06:00")
                        .setEnd("14:00")
                        .setValidFrom(LocalDate.of(2026, 1, 1))
                        .build()))
            .build());
    assertThat(
            sql.row(
                "SELECT line, line_position, counter->>'max' AS max, state_map->>'run' AS run FROM asset"))
        .hasToString("{line=one, line_position=2, max=999.0, run=PRODUCING}");
    assertThat(sql.rows("SELECT ordinal, valid_from, valid_to FROM reason_version").toString())
        .isEqualTo("[{ordinal=0, valid_from=2026-03-02T10:00:00Z, valid_to=null}]");
    assertThat(
            sql.rows(
                    "SELECT ordinal, valid_from = '-infinity' AS ever, valid_to, ideal_seconds_per_unit AS s FROM product_rate ORDER BY 1")
                .toString())
        .isEqualTo(
            "[{ordinal=0, ever=true, valid_to=2026-03-02T10:00:00Z, s=2.0},"
                + " {ordinal=1, ever=false, valid_to=2026-03-02T11:00:00Z, s=1.0},"
                + " {ordinal=2, ever=false, valid_to=null, s=3.0}]");
    assertThat(sql.row("SELECT quantity, source_version FROM work_order"))
        .hasToString("{quantity=20.0, source_version=2}");
    assertThat(
            sql.row(
                "SELECT zone, definition->'shifts'->0->>'valid_from' AS since FROM shift_calendar"))
        .hasToString("{zone=Europe/Berlin, since=2026-01-01}");
  }

  @SafeVarargs
  private static <T> void run(Sink<T> sink, Class<T> type, T... elements) throws Exception {
    List<T> given = new ArrayList<>();
    for (T element : elements) {
      given.add(element);
    }
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    env.fromData(given, TypeInformation.of(type)).uid("given").rebalance().sinkTo(sink).uid("sink");
    env.execute();
  }

  private static Stop stop(Instant startedAt, long revision, int allocations) {
    StopAllocation part =
        StopAllocation.newBuilder()
            .setStart(startedAt)
            .setEnd(startedAt.plusSeconds(60))
            .setBusinessDate(LocalDate.of(2026, 3, 2))
            .setCategory("UNPLANNED_STOP")
            .build();
    return Stop.newBuilder()
        .setAssetId("m")
        .setStartedAt(startedAt)
        .setRevision(revision)
        .setState("FAULTED")
        .setCategory("UNPLANNED_STOP")
        .setReason("jam")
        .setAllocations(Collections.nCopies(allocations, part))
        .build();
  }

  private static OeeLive live(long revision, String state) {
    return OeeLive.newBuilder()
        .setAssetId("m")
        .setAsOf(TEN)
        .setRevision(revision)
        .setState(state)
        .setStateSince(TEN)
        .setCategory("RUNNING")
        .setFacts(7)
        .build();
  }

  private static Reason reason(Instant... from) {
    return Reason.newBuilder()
        .setReason("jam")
        .setText(Map.of("en", "Jam"))
        .setVersions(
            Arrays.stream(from)
                .map(
                    at ->
                        ReasonVersion.newBuilder()
                            .setValidFrom(at)
                            .setCategory(ReasonCategory.UNPLANNED_STOP)
                            .build())
                .toList())
        .build();
  }

  private static ProductRate rate(Instant... from) {
    double seconds = 1;
    List<RateVersion> versions = new ArrayList<>();
    for (Instant at : from) {
      versions.add(
          RateVersion.newBuilder().setValidFrom(at).setIdealSecondsPerUnit(seconds++).build());
    }
    return ProductRate.newBuilder()
        .setAssetId("m")
        .setProduct("bolt")
        .setVersions(versions)
        .build();
  }

  private static WorkOrder order(long version, double quantity) {
    return WorkOrder.newBuilder()
        .setWorkOrder("4711")
        .setProduct("bolt")
        .setQuantity(quantity)
        .setStatus(WorkOrderStatus.STARTED)
        .setSourceVersion(version)
        .build();
  }
}
