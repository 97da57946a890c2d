package io.takt.sinks.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * docs/sql.md: its queries run and find something, and it names every relation and column there is.
 */
class SqlPageTest extends OnEachBackEnd {

  private static final Path PAGE = Path.of("../docs/sql.md");
  private static final Pattern QUERY = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyQueryRunsAsTheReaderAndFindsRows() throws IOException, SQLException {
    // The page speaks of today, so the plant has to have worked until now; nothing is compared with
    // the clock.
    seed(sql.row("SELECT date_trunc('minute', now()) AS now"));
    List<String> queries = new ArrayList<>();
    Matcher matcher = QUERY.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      queries.add(matcher.group(1).trim().replaceAll(";$", ""));
    }
    assertThat(queries).hasSizeGreaterThan(12);
    try (SqlSession reader = SqlSession.as(Database.READER, server)) {
      for (String query : queries) {
        assertThat(reader.rows(query)).as(query).isNotEmpty();
      }
    }
  }

  @Test
  void everyRelationAndColumnIsOnThePage() throws IOException, SQLException {
    String page = Files.readString(PAGE);
    for (Map<String, Object> column :
        sql.rows(
            "SELECT c.relname::text AS relation, a.attname::text AS name, c.relname LIKE 'oee%' AS oee"
                + " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
                + " WHERE c.relnamespace = 'takt'::regnamespace AND c.relkind IN ('r', 'v')"
                + " AND c.relname NOT IN ('flyway_schema_history', 'ledger_rolled_up', 'ledger_restated', 'sink_session',"
                + " 'line_slice', 'line_hourly')")) {
      assertThat(page).contains("`" + column.get("relation"));
      if (column.get("oee").equals(true) && !column.get("relation").equals("oee_live")) {
        assertThat(page).as(column.toString()).contains("`" + column.get("name") + "`");
      }
    }
  }

  private void seed(Map<String, Object> row) throws SQLException {
    Instant now = (Instant) row.get("now");
    LocalDate today = (LocalDate) sql.row("SELECT current_date AS d").get("d");
    Plant.asset(sql, "press-01", "one", 1, true);
    Plant.rate(sql, "press-01", "bolt", 0, "-infinity", null, 30);
    new PlantLedger(sql, "press-01", now.minus(30, ChronoUnit.HOURS))
        .shift("early", today.minusDays(1))
        .book(PlantLedger.running(22 * 60, 2400, 2300, 30).order("4711").product("bolt"))
        .shift("late", today)
        .book("UNPLANNED_STOP", 60)
        .book(PlantLedger.running(7 * 60, 700, 700, 30).order("4711").product("bolt"))
        .write();
    // A minute with a hole, for the query that looks for them; and a part without a rate.
    sql.execute(
        "UPDATE ledger SET duration_ms = 59000 WHERE minute = ?",
        now.minus(40, ChronoUnit.MINUTES));
    Plant.asset(sql, "press-02", "two", 1, false);
    new PlantLedger(sql, "press-02", now.minus(2, ChronoUnit.HOURS))
        .book(PlantLedger.running(120, 60, 60, 30).unrated())
        .write();
    sql.execute(
        "INSERT INTO live (asset_id, as_of, revision, state, state_since, category, last_fact_at, facts, duplicates)"
            + " VALUES ('press-01', ?, 1, 'PRODUCING', ?, 'RUNNING', ?, 1, 0)",
        now,
        now,
        now);
    sql.execute(
        "INSERT INTO stop (asset_id, started_at, ended_at, state, category, revision) VALUES"
            + " ('press-01', ?, ?, 'FAULTED', 'UNPLANNED_STOP', 1)",
        now.minus(8, ChronoUnit.HOURS),
        now.minus(7, ChronoUnit.HOURS));
    sql.execute(
        "INSERT INTO stop_allocation (asset_id, started_at, ordinal, alloc_start, alloc_end, business_date, category,"
            + " revision) VALUES ('press-01', ?, 0, ?, ?, ?, 'UNPLANNED_STOP', 1)",
        now.minus(8, ChronoUnit.HOURS),
        now.minus(8, ChronoUnit.HOURS),
        now.minus(7, ChronoUnit.HOURS),
        today);
    sql.execute(
        "INSERT INTO work_order (work_order, operation, work_centre, product, quantity, status, excluded_from_oee,"
            + " source_version) VALUES ('4711', '10', 'one', 'bolt', 5000, 'STARTED', false, 1)");
    seedTelemetry(now);
  }

  /** A temperature that rises until it is beyond its limits, and an episode that says so. */
  private void seedTelemetry(Instant now) throws SQLException {
    sql.execute("UPDATE ledger SET state = 'PRODUCING' WHERE category = 'RUNNING'");
    sql.execute(
        "INSERT INTO signal (asset_id, signal, unit, lower_specification, upper_specification)"
            + " VALUES ('press-01', 'temperature', 'Cel', 50, 62)");
    sql.execute(
        "INSERT INTO telemetry_minute (asset_id, signal, minute, samples, good, uncertain, bad, used, minimum, maximum,"
            + " mean, sd, first_value, last_value, revision)"
            + " SELECT 'press-01', 'temperature', ?::timestamptz - i * INTERVAL '1 minute', 60, 60, 0, 0, 60,"
            + " 59 - i * 0.1, 61 - i * 0.1, 60 - i * 0.1, 0.5, 59, 61, 1 FROM generate_series(1, 40) AS i",
        now);
    sql.execute(
        "INSERT INTO telemetry (asset_id, signal, at, value, quality, arrived_at, source, sequence)"
            + " VALUES ('press-01', 'temperature', ?, 60, 'GOOD', ?, 'plc', 1)",
        now.minusSeconds(30),
        now);
    sql.execute(
        "INSERT INTO anomaly (asset_id, started_at, peak_at, severity, regime, detector, verdict, clears_when, revision)"
            + " VALUES ('press-01', ?, ?, 0.9, 'PRODUCING bolt', 'cusum', 'NONE', 'temperature below 61', 1)",
        now.minusSeconds(600),
        now.minusSeconds(60));
  }
}
