package io.takt.sinks.copy;

import static io.takt.sinks.Slices.minute;
import static io.takt.sinks.Slices.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.avro.LedgerMinute;
import io.takt.sinks.database.BackEnd;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.DatabaseSettings;
import io.takt.sinks.database.TestServer;
import io.takt.sinks.tables.LedgerBinding;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyWriterTest {

  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final SinkSettings SETTINGS =
      new SinkSettings(
          100, 1 << 20, Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofMillis(10));

  private final WriteMetrics metrics = new WriteMetrics(new UnregisteredMetricsGroup());
  private final ManualTime time = new ManualTime();
  private final List<CopyWriter<?>> opened = new ArrayList<>();
  private TestServer server;
  private DatabaseSettings database;

  @BeforeEach
  void emptyTheLedger() throws SQLException {
    server = TestServer.of(BackEnd.POSTGRESQL);
    database = server.login(Database.WRITER).orElseThrow();
    execute("TRUNCATE takt.ledger, takt.ledger_restated");
    execute(
        "UPDATE takt.ledger_rolled_up SET claimed_until = '-infinity', rolled_until = '-infinity'");
  }

  @AfterEach
  void close() throws SQLException {
    for (CopyWriter<?> writer : opened) {
      writer.close();
    }
  }

  @Test
  void freshMinutesAreAppended() throws Exception {
    CopyWriter<LedgerMinute> writer = writer(false);
    for (int i = 0; i < 50; i++) {
      writer.write(running("press", i, 1), null);
    }
    writer.flush(false);
    assertThat(query("SELECT count(*), sum(duration_ms), sum(total) FROM takt.ledger"))
        .isEqualTo("50|3000000|50");
    assertThat(metrics.appended.getCount()).isEqualTo(50);
    assertThat(metrics.merged.getCount()).isZero();
  }

  @Test
  void everyColumnArrivesAsItWasSaid() throws Exception {
    CopyWriter<LedgerMinute> writer = writer(false);
    writer.write(
        minute(
            "préss\0",
            TEN,
            7,
            slice("RUNNING", 60)
                .setExtra(true)
                .setReason("r")
                .setWorkOrder("4711/10")
                .setProduct("bolt")
                .setShift("early")
                .setShiftStart(TEN.minusSeconds(3600))
                .setIdealMs(1.5)
                .setUnratedTotal(1)
                .setUnseenTotal(2)
                .setTotal(9)
                .setGood(6)
                .setScrap(2)
                .setRework(1)
                .setProvisional(true)),
        null);
    writer.flush(false);
    assertThat(
            query(
                "SELECT asset_id, minute AT TIME ZONE 'UTC', ordinal, slice_end - slice_start, duration_ms, state,"
                    + " category, extra, reason, work_order, product, shift, shift_start AT TIME ZONE 'UTC',"
                    + " business_date, ideal_ms, unrated_total, unseen_total, total, good, scrap, rework, provisional,"
                    + " revision FROM takt.ledger"))
        .isEqualTo(
            "préss\uFFFD|2026-03-02 10:00:00|0|00:01:00|60000|PRODUCING|RUNNING|t|r|4711/10|bolt|early"
                + "|2026-03-02 09:00:00|2026-03-02|1.5|1|2|9|6|2|1|t|7");
  }

  @Test
  void aReplayAfterARestoreRewritesNothing() throws Exception {
    CopyWriter<LedgerMinute> before = writer(false);
    for (int i = 0; i < 30; i++) {
      before.write(running("press", i, 1), null);
    }
    before.flush(false);
    String rows =
        query("SELECT string_agg(xmin::text || ctid::text, ',' ORDER BY minute) FROM takt.ledger");

    CopyWriter<LedgerMinute> restored = writer(true);
    for (int i = 0; i < 30; i++) {
      restored.write(running("press", i, 1L << 32), null);
    }
    restored.flush(false);

    assertThat(
            query(
                "SELECT string_agg(xmin::text || ctid::text, ',' ORDER BY minute) FROM takt.ledger"))
        .isEqualTo(rows);
    assertThat(metrics.merged.getCount()).isEqualTo(30);
    assertThat(metrics.changed.getCount()).isZero();
  }

  @Test
  void aMixOfNewChangedAndKnownMinutesIsMergedThoughItWasFirstAppended() throws Exception {
    CopyWriter<LedgerMinute> writer = writer(false);
    writer.write(running("press", 0, 1), null);
    writer.write(running("press", 1, 1), null);
    writer.flush(false);

    writer.write(running("press", 0, 2), null);
    writer.write(stopped("press", 1, 2), null);
    writer.write(running("press", 2, 2), null);
    writer.flush(false);

    assertThat(
            query("SELECT string_agg(category || revision, ',' ORDER BY minute) FROM takt.ledger"))
        .isEqualTo("RUNNING1,UNPLANNED_STOP2,RUNNING2");
  }

  @Test
  void aStaleRevisionIsRefusedWhole() throws Exception {
    CopyWriter<LedgerMinute> writer = writer(false);
    writer.write(running("press", 0, 10), null);
    writer.flush(false);

    // More slices than the truth: none of them may get in.
    writer.write(
        minute(
            "press", TEN, 9, slice("UNPLANNED_STOP", 20), slice("RUNNING", 20), slice("SETUP", 20)),
        null);
    writer.flush(false);

    assertThat(query("SELECT string_agg(category, ',' ORDER BY ordinal) FROM takt.ledger"))
        .isEqualTo("RUNNING");
    assertThat(metrics.stale.getCount()).isEqualTo(1);
  }

  @Test
  void aRevisionOfALaterRestoreWinsThoughItsCounterIsSmaller() throws Exception {
    CopyWriter<LedgerMinute> writer = writer(true);
    writer.write(running("press", 0, 900), null);
    writer.flush(false);
    writer.write(stopped("press", 0, (1L << 40) + 1), null);
    writer.flush(false);
    assertThat(query("SELECT category FROM takt.ledger")).isEqualTo("UNPLANNED_STOP");
  }

  @Test
  void aMinuteThatShrinksLosesItsOtherSlices() throws Exception {
    CopyWriter<LedgerMinute> writer = writer(false);
    writer.write(
        minute(
            "press", TEN, 1, slice("RUNNING", 20), slice("MINOR_STOP", 20), slice("RUNNING", 20)),
        null);
    writer.write(running("press", 1, 1), null);
    writer.write(
        minute(
            "other", TEN, 1, slice("RUNNING", 20), slice("MINOR_STOP", 20), slice("RUNNING", 20)),
        null);
    writer.flush(false);

    writer.write(minute("press", TEN, 2, slice("RUNNING", 30), slice("MINOR_STOP", 30)), null);
    writer.flush(false);

    assertThat(
            query(
                "SELECT string_agg(asset_id || to_char(minute AT TIME ZONE 'UTC', 'MI') || category || duration_ms, ','"
                    + " ORDER BY asset_id DESC, minute, ordinal) FROM takt.ledger"))
        .isEqualTo(
            "press00RUNNING30000,press00MINOR_STOP30000,press01RUNNING60000,"
                + "other00RUNNING20000,other00MINOR_STOP20000,other00RUNNING20000");
  }

  @Test
  void inABatchTheHighestRevisionOfAMinuteWins() throws Exception {
    CopyWriter<LedgerMinute> writer = writer(false);
    writer.write(running("press", 1, 1), null);
    writer.write(minute("press", TEN, 1, slice("RUNNING", 20), slice("SETUP", 40)), null);
    writer.write(stopped("press", 0, 3), null);
    writer.write(running("press", 0, 2), null);
    writer.write(running("press", 2, 1), null);
    writer.flush(false);
    assertThat(
            query(
                "SELECT string_agg(category || revision, ',' ORDER BY minute, ordinal) FROM takt.ledger"))
        .isEqualTo("UNPLANNED_STOP3,RUNNING1,RUNNING1");
    assertThat(metrics.appended.getCount()).isEqualTo(3);
  }

  @Test
  void rowsWaitForTheIntervalAndNotLonger() throws Exception {
    CopyWriter<LedgerMinute> writer = writer(false);
    writer.write(running("press", 0, 1), null);
    writer.write(running("press", 1, 1), null);
    assertThat(query("SELECT count(*) FROM takt.ledger")).isEqualTo("0");
    assertThat(time.timers()).isEqualTo(1);
    assertThat(time.fire()).isEqualTo(200);
    assertThat(query("SELECT count(*) FROM takt.ledger")).isEqualTo("2");
    assertThat(time.timers()).isZero();
  }

  @Test
  void aFullBatchIsWrittenAtOnce() throws Exception {
    CopyWriter<LedgerMinute> writer = writer(false);
    for (int i = 0; i < 250; i++) {
      writer.write(running("press", i, 1), null);
    }
    assertThat(query("SELECT count(*) FROM takt.ledger")).isEqualTo("200");
    writer.flush(true);
    assertThat(query("SELECT count(*) FROM takt.ledger")).isEqualTo("250");
  }

  @Test
  void aKilledConnectionLosesNothing() throws Exception {
    CopyWriter<LedgerMinute> writer = writer(false);
    for (int i = 0; i < 40; i++) {
      writer.write(running("press", i, 1), null);
      if (i % 10 == 4) {
        time.fire();
        execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'takt-sink-ledger'");
      }
    }
    writer.flush(false);
    assertThat(query("SELECT count(*), count(DISTINCT minute) FROM takt.ledger"))
        .isEqualTo("40|40");
    assertThat(metrics.retries.getCount()).isPositive();
  }

  @Test
  void aCommitWhoseAnswerWasLostIsNotWrittenTwice() throws Exception {
    CopyWriter<LedgerMinute> first = writer(false);
    first.write(running("press", 0, 5), null);
    first.flush(false);
    String row = query("SELECT xmin FROM takt.ledger");
    // The same batch again, as after a connection that broke between commit and answer.
    CopyWriter<LedgerMinute> second = writer(false);
    second.write(running("press", 0, 5), null);
    second.flush(false);
    assertThat(query("SELECT xmin FROM takt.ledger")).isEqualTo(row);
  }

  @Test
  void aBatchTheDatabaseRefusesFailsTheTask() {
    CopyWriter<LedgerMinute> writer = writer(false);
    assertThatThrownBy(
            () -> {
              writer.write(running("press", 0, 1), null);
              execute("ALTER TABLE takt.ledger ADD CONSTRAINT never CHECK (false) NOT VALID");
              try {
                writer.flush(false);
              } finally {
                execute("ALTER TABLE takt.ledger DROP CONSTRAINT never");
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ledger")
        .hasMessageContaining("never");
  }

  @Test
  void aDatabaseThatStaysAwayFailsTheTaskAfterABoundedTime() {
    DatabaseSettings nobody =
        new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/none", "u", "secret");
    CopyWriter<LedgerMinute> writer =
        writer(
            nobody,
            new SinkSettings(
                100, 1 << 20, Duration.ofMillis(200), Duration.ofMillis(30), Duration.ofMillis(5)),
            false);
    assertThatThrownBy(
            () -> {
              writer.write(running("press", 0, 1), null);
              writer.flush(false);
            })
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void commitsThatTheServerForgotInACrashFailTheTask() throws Exception {
    CopyWriter<LedgerMinute> writer = writer(false);
    writer.write(running("press", 0, 1), null);
    time.fire();
    // What a crash leaves of an unlogged table, and of a connection.
    execute("TRUNCATE takt.sink_session");
    execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'takt-sink-ledger'");
    writer.write(running("press", 1, 1), null);
    assertThatThrownBy(() -> writer.flush(false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("crashed since the last checkpoint");
  }

  @Test
  void anHourThatIsRolledUpAndWrittenAgainIsMarked() throws Exception {
    execute(
        "UPDATE takt.ledger_rolled_up SET claimed_until = '2026-03-02 11:00Z', rolled_until = '2026-03-02 11:00Z'");
    CopyWriter<LedgerMinute> writer = writer(false);
    writer.write(running("press", 5, 1), null);
    writer.write(running("press", 6, 1), null);
    writer.write(running("press", 60, 1), null);
    writer.flush(false);
    assertThat(query("SELECT asset_id, hour AT TIME ZONE 'UTC' FROM takt.ledger_restated"))
        .isEqualTo("press|2026-03-02 10:00:00");
  }

  private CopyWriter<LedgerMinute> writer(boolean restored) {
    return writer(database, SETTINGS, restored);
  }

  private CopyWriter<LedgerMinute> writer(
      DatabaseSettings to, SinkSettings settings, boolean restored) {
    LedgerBinding binding = new LedgerBinding();
    CopyWriter<LedgerMinute> writer =
        new CopyWriter<>(binding, new Session<>(binding, to), settings, time, restored, metrics);
    opened.add(writer);
    return writer;
  }

  private static LedgerMinute running(String asset, int minute, long revision) {
    return minute(
        asset,
        TEN.plusSeconds(60L * minute),
        revision,
        slice("RUNNING", 60).setTotal(1).setGood(1));
  }

  private static LedgerMinute stopped(String asset, int minute, long revision) {
    return minute(asset, TEN.plusSeconds(60L * minute), revision, slice("UNPLANNED_STOP", 60));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Columns by |, rows by line. */
  private String query(String sql) throws SQLException {
    try (Connection connection = server.superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(rows.getString(i));
        }
        lines.add(String.join("|", columns));
      }
      return String.join("\n", lines);
    }
  }
}
