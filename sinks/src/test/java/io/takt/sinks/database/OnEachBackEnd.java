package io.takt.sinks.database;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that must give the same answers on all back ends; each begins with empty tables. */
@ParameterizedClass
@EnumSource(BackEnd.class)
abstract class OnEachBackEnd {

  @Parameter BackEnd kind;

  TestServer server;
  SqlSession sql;

  @BeforeEach
  final void emptyTables() throws SQLException {
    server = TestServer.of(kind);
    sql = SqlSession.as(Database.OWNER, server);
    sql.execute(
        "TRUNCATE ledger, ledger_restated, stop, stop_allocation, live, data_quality, late_event, dead_letter, asset,"
            + " work_order, shift_calendar, reason, reason_version, product_rate");
    sql.execute("TRUNCATE alert, alert_event, notification, notifier_state");
    sql.execute("TRUNCATE stop_cause, stop_cause_candidate, stop_cause_evidence");
    sql.execute(
        "TRUNCATE telemetry, telemetry_minute, telemetry_restated, signal, anomaly, anomaly_signal, anomaly_similar");
    sql.execute(
        "UPDATE ledger_rolled_up SET claimed_until = '-infinity', rolled_until = '-infinity'");
  }

  @AfterEach
  final void close() throws SQLException {
    if (sql != null) {
      sql.close();
    }
  }
}
