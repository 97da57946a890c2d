package io.takt.bench.suite;

import io.takt.embedded.EmbeddedStack;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * B13: OEE of fifty machines over thirty days as a dashboard asks for it, beside the same from
 * states and counts as they were reported.
 */
final class PanelTime implements Benchmark {

  private static final int ASSETS = 50;
  private static final int DAYS = 30;
  private static final int RUNS = 10;

  /** A count a minute is few; with more, raw events would be slower still. */
  private static final FactLoad PLANT = new FactLoad(ASSETS, Duration.ofMinutes(1), DAYS * 24 * 60);

  private static final String WINDOW =
      "TIMESTAMPTZ '%s', TIMESTAMPTZ '%s'".formatted(FactLoad.ORIGIN, PLANT.end());

  private static final String ROLLED_UP =
      "SELECT asset_id, round(oee::numeric, 6) FROM takt.oee_between(%s) ORDER BY 1"
          .formatted(WINDOW);

  private static final String RAW =
      """
      WITH spans AS (
        SELECT asset_id, state, at,
          lead(at, 1, TIMESTAMPTZ '%2$s') OVER (PARTITION BY asset_id ORDER BY at) AS until
        FROM takt.bench_state WHERE at >= TIMESTAMPTZ '%1$s' AND at < TIMESTAMPTZ '%2$s'
      ), times AS (
        SELECT asset_id, sum(extract(epoch FROM until - at)) AS busy FROM spans GROUP BY asset_id
      ), parts AS (
        SELECT asset_id, sum(good) AS good FROM takt.bench_count
        WHERE at >= TIMESTAMPTZ '%1$s' AND at < TIMESTAMPTZ '%2$s' GROUP BY asset_id
      )
      SELECT asset_id, round((good * 30 / busy)::numeric, 6)
      FROM times JOIN parts USING (asset_id) ORDER BY 1
      """
          .formatted(FactLoad.ORIGIN, PLANT.end());

  @Override
  public String id() {
    return "B13";
  }

  @Override
  public List<Figure> run(Bed bed, int pairs) throws Exception {
    seed(bed);
    EmbeddedStack stack = bed.stack();
    DatabaseSettings reader =
        new DatabaseSettings(stack.database().jdbcUrl(), Database.READER, stack.secrets().reader());
    try (Connection connection = reader.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      List<String> rolledUp = rows(statement, ROLLED_UP);
      List<String> raw = rows(statement, RAW);
      if (rolledUp.size() != ASSETS || !rolledUp.equals(raw)) {
        throw new VoidResultException(
            "roll-ups say %s, raw events %s".formatted(head(rolledUp), head(raw)));
      }
      return List.of(
          new Figure(
              id(),
              "OEE of 50 machines over 30 days, p95: from roll-ups / from raw events",
              "ms",
              Goal.atMost(0.10, 0.02),
              Rounds.alternate(pairs, () -> p95(statement, ROLLED_UP), () -> p95(statement, RAW))));
    } finally {
      bed.sql("DROP TABLE bench_state", "DROP TABLE bench_count", "TRUNCATE ledger, ledger_hour");
    }
  }

  private static String head(List<String> rows) {
    return rows.size() + " rows, first " + (rows.isEmpty() ? "none" : rows.get(0));
  }

  private static List<String> rows(Statement statement, String query) throws Exception {
    List<String> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows.add(row.getString(1) + " " + row.getString(2));
      }
    }
    return rows;
  }

  private static double p95(Statement statement, String query) throws Exception {
    double[] took = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long began = System.nanoTime();
      rows(statement, query);
      took[i] = (System.nanoTime() - began) / 1e6;
    }
    Arrays.sort(took);
    return took[(int) Math.ceil(0.95 * RUNS) - 1];
  }

  /** Minutes as the job books them, and the events they come from, all by SQL. */
  private static void seed(Bed bed) throws Exception {
    bed.sql(
        "TRUNCATE ledger, ledger_hour",
        """
        INSERT INTO ledger (asset_id, minute, ordinal, slice_start, slice_end, duration_ms, state,
          category, extra, work_order, product, shift, shift_start, business_date, ideal_ms,
          unrated_total, unseen_total, total, good, scrap, rework, provisional, revision)
        SELECT asset_id, minute, 0, minute, minute + INTERVAL '1 min', 60000,
          CASE WHEN running_ms > 0 THEN 'PRODUCING' ELSE 'STOPPED' END,
          CASE WHEN running_ms > 0 THEN 'RUNNING' ELSE 'MINOR_STOP' END,
          false, 'order-1', 'lid', 'all', date_trunc('day', minute, 'UTC'),
          (minute AT TIME ZONE 'UTC')::date, ideal_ms, 0, 0, good, good, 0, 0, false, 1
        FROM (%s) w ORDER BY minute, asset_id
        """
            .formatted(PLANT.wanted()),
        """
        CREATE TABLE bench_count AS SELECT asset_id, minute AS at, good FROM ledger WHERE good > 0
        ORDER BY minute
        """,
        """
        CREATE TABLE bench_state AS SELECT asset_id, minute AS at, state FROM (
          SELECT asset_id, minute, state,
            lag(state) OVER (PARTITION BY asset_id ORDER BY minute) AS before FROM ledger) s
        WHERE state IS DISTINCT FROM before ORDER BY minute
        """,
        "CREATE INDEX ON bench_count (at)",
        "CREATE INDEX ON bench_state (at)",
        "GRANT SELECT ON bench_count, bench_state TO takt_reader");
    Database.rollUp(
        new DatabaseSettings(
                bed.stack().database().jdbcUrl(), Database.OWNER, bed.stack().secrets().owner())
            .dataSource());
    bed.sql(
        "VACUUM ANALYZE ledger",
        "VACUUM ANALYZE ledger_hour",
        "ANALYZE bench_count",
        "ANALYZE bench_state");
  }
}
