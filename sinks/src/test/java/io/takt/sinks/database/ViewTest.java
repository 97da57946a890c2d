package io.takt.sinks.database;

import static io.takt.sinks.database.PlantLedger.SIX;
import static io.takt.sinks.database.PlantLedger.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.takt.sinks.database.PlantLedger.Booking;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewTest extends OnEachBackEnd {

  @Test
  void aWindowIsToTheMinuteWhateverHoursItCuts() throws SQLException {
    new PlantLedger(sql, "m", SIX).book(running(240, 240, 240, 60)).write();
    for (String[] window :
        new String[][] {
          {"06:00", "10:00", "240"},
          {"06:10", "06:50", "40"},
          {"06:10", "07:05", "55"},
          {"06:10", "09:05", "175"},
          {"07:00", "08:00", "60"},
          {"06:59", "07:00", "1"},
          {"07:00", "07:00", "0"},
        }) {
      assertThat(
              sql.row(
                  "SELECT coalesce(sum(total), 0) AS total FROM oee_between(?::timestamptz, ?::timestamptz)",
                  "2026-03-02 " + window[0] + "Z",
                  "2026-03-02 " + window[1] + "Z"))
          .as(window[0] + " to " + window[1])
          .containsEntry("total", Double.valueOf(window[2]));
    }
    assertThat(
            sql.row("SELECT total FROM oee_day_between('2026-03-02 06:30Z', '2026-03-02 07:30Z')"))
        .containsEntry("total", 60.0);
  }

  @Test
  void lineOeeIsGoodUnitsAtTheExitByTheBottlenecksIdealTime() throws SQLException {
    Plant.asset(sql, "cutter", "one", 1, false);
    Plant.asset(sql, "packer", "one", 2, true);
    // The cutter is the bottleneck: 45 s against 30 s.
    Plant.rate(sql, "cutter", "bolt", 0, "-infinity", null, 45);
    Plant.rate(sql, "packer", "bolt", 0, "-infinity", null, 30);
    ledger("cutter").book(running(480, 600, 600, 45).product("bolt")).write();
    ledger("packer")
        .book("UNPLANNED_STOP", 80)
        .book(running(400, 500, 480, 30).product("bolt"))
        .write();

    Map<String, Object> line = sql.row("SELECT * FROM oee_line");
    double expected = 480 * 45 / (480 * 60.0);
    assertThat((Double) line.get("oee")).isCloseTo(expected, within(1e-9));
    assertThat(line).containsEntry("good", 480.0).containsEntry("pbt_s", 480 * 60.0);
    // It is neither the mean nor the least of the machines'.
    double cutter =
        (Double) sql.row("SELECT oee FROM oee_asset WHERE asset_id = 'cutter'").get("oee");
    double packer =
        (Double) sql.row("SELECT oee FROM oee_asset WHERE asset_id = 'packer'").get("oee");
    assertThat(expected).isNotCloseTo((cutter + packer) / 2, within(0.01));
    assertThat(expected).isNotCloseTo(Math.min(cutter, packer), within(0.01));
    // A and Q are the exit's, and the three multiply to it.
    assertThat(
            (Double) line.get("availability")
                * (Double) line.get("performance")
                * (Double) line.get("quality"))
        .isCloseTo(expected, within(1e-9));
  }

  @Test
  void aLineRateThatChangesWithinAnHourHoldsFromItsMinute() throws SQLException {
    Plant.asset(sql, "packer", "one", 1, true);
    Plant.rate(sql, "packer", "bolt", 0, "-infinity", "2026-03-02 06:30Z", 60);
    Plant.rate(sql, "packer", "bolt", 1, "2026-03-02 06:30Z", null, 30);
    ledger("packer").book(running(60, 60, 60, 45).product("bolt")).write();
    assertThat((Double) sql.row("SELECT oee FROM oee_line").get("oee"))
        .isCloseTo(0.75, within(1e-9));
  }

  @Test
  void aLineWithoutARateHasNoOee() throws SQLException {
    Plant.asset(sql, "packer", "one", 1, true);
    ledger("packer").book(running(60, 60, 60, 45).product("bolt")).write();
    assertThat(sql.row("SELECT * FROM oee_line"))
        .containsEntry("oee", null)
        .containsEntry("performance", null)
        .containsEntry("availability", 1.0)
        .containsEntry("unrated_total", 60.0);
  }

  @Test
  void partsThatNobodySawDoNotLiftALine() throws SQLException {
    Plant.asset(sql, "packer", "one", 1, true);
    Plant.rate(sql, "packer", "bolt", 0, "-infinity", null, 60);
    Booking blind = new Booking("NO_DATA", 60);
    blind.total = 60;
    blind.good = 60;
    ledger("packer")
        .book(running(60, 30, 30, 60).product("bolt"))
        .book(blind.unseen().product("bolt"))
        .write();
    assertThat((Double) sql.row("SELECT oee FROM oee_line").get("oee"))
        .isCloseTo(0.5, within(1e-9));
  }

  @Test
  void liveRowsBringTheShiftSoFar() throws SQLException {
    Plant.asset(sql, "m", "one", 1, true);
    new PlantLedger(sql, "m", SIX.minus(Duration.ofHours(1)))
        .shift("night", LocalDate.of(2026, 3, 1))
        .book(running(60, 999, 999, 1))
        .shift("early", LocalDate.of(2026, 3, 2))
        .book("UNPLANNED_STOP", 30)
        .book(running(90, 60, 60, 60))
        .write();
    sql.execute(
        "INSERT INTO live (asset_id, as_of, revision, state, state_since, category, shift, shift_start, last_fact_at,"
            + " facts, duplicates) VALUES ('m', '2026-03-02 08:00:20Z', 1, 'PRODUCING', '2026-03-02 06:30Z', 'RUNNING',"
            + " 'early', '2026-03-02 06:00Z', '2026-03-02 08:00:05Z', 10, 0),"
            + " ('new', '2026-03-02 08:00:00Z', 1, 'UNKNOWN', '2026-03-02 08:00Z', 'NO_DATA', NULL, NULL, NULL, 0, 0)");
    assertThat(sql.row("SELECT * FROM oee_live WHERE asset_id = 'm'"))
        .containsEntry("line", "one")
        .containsEntry("total", 60.0)
        .containsEntry("availability", 0.75)
        .containsEntry("oee", 0.5)
        .containsEntry("data_age_s", 15.0);
    assertThat(sql.row("SELECT * FROM oee_live WHERE asset_id = 'new'"))
        .containsEntry("state", "UNKNOWN")
        .containsEntry("oee", null)
        .containsEntry("data_age_s", null);
    assertThat(sql.row("SELECT plant_now() AS now")).containsEntry("now", SIX.plusSeconds(7220));
  }

  @Test
  void v22AStopAcrossAShiftChangeIsOneStopOfTwoAllocations() throws SQLException {
    sql.execute(
        "INSERT INTO stop (asset_id, started_at, ended_at, state, category, reason, revision)"
            + " VALUES ('m', '2026-03-02 16:00Z', '2026-03-02 19:00Z', 'FAULTED', 'UNPLANNED_STOP', 'jam', 1)");
    allocation(0, "16:00", "17:00", "2026-03-02", "jam");
    allocation(1, "17:00", "18:00", "2026-03-03", "jam");
    allocation(2, "18:00", "19:00", "2026-03-03", "tool");
    assertThat(
            sql.rows("SELECT business_date, reason, minutes, stops FROM stop_pareto ORDER BY 1, 2")
                .toString())
        .isEqualTo(
            "[{business_date=2026-03-02, reason=jam, minutes=60.0, stops=1},"
                + " {business_date=2026-03-03, reason=jam, minutes=60.0, stops=0},"
                + " {business_date=2026-03-03, reason=tool, minutes=60.0, stops=1}]");
  }

  @Test
  void aSoundLedgerBreaksNoInvariant() throws SQLException {
    Plant.asset(sql, "m", "one", 1, true);
    sql.execute("UPDATE asset SET booked_from = ?", SIX.plusSeconds(30));
    ledger("m").book(running(60, 60, 60, 60)).book("SETUP", 30).write();
    // Two orders side by side share a minute.
    sql.execute("UPDATE ledger SET duration_ms = 30000 WHERE minute = ?", SIX);
    sql.execute(
        "INSERT INTO ledger (asset_id, minute, ordinal, slice_start, slice_end, duration_ms, state, category, extra,"
            + " business_date, ideal_ms, unrated_total, unseen_total, total, good, scrap, rework, provisional, revision)"
            + " SELECT asset_id, minute, 1, slice_start, slice_end, 30000, state, category, extra, business_date, 0, 0, 0,"
            + " 0, 0, 0, 0, false, revision FROM ledger WHERE minute = ?",
        SIX);
    assertThat(sql.rows("SELECT * FROM ledger_invariant")).isEmpty();
  }

  @Test
  void whatIsNotBookedExactlyOnceIsFound() throws SQLException {
    Plant.asset(sql, "m", "one", 1, true);
    sql.execute("UPDATE asset SET booked_from = ?", SIX.minusSeconds(120));
    ledger("m").book(running(60, 60, 60, 60)).write();
    sql.execute(
        "UPDATE ledger SET slice_end = slice_end - INTERVAL '1 second', duration_ms = 59000 WHERE minute = ?",
        SIX.plusSeconds(60));
    sql.execute("UPDATE ledger SET duration_ms = 59999 WHERE minute = ?", SIX.plusSeconds(120));
    sql.execute(
        "UPDATE ledger SET slice_end = slice_end + INTERVAL '1 second', duration_ms = 61000 WHERE minute = ?",
        SIX.plusSeconds(180));
    sql.execute(
        "DELETE FROM ledger WHERE minute IN (?, ?)", SIX.plusSeconds(240), SIX.plusSeconds(300));
    sql.execute(
        "INSERT INTO ledger (asset_id, minute, ordinal, slice_start, slice_end, duration_ms, state, category, extra,"
            + " business_date, ideal_ms, unrated_total, unseen_total, total, good, scrap, rework, provisional, revision)"
            + " SELECT asset_id, minute, 1, slice_start + INTERVAL '30 seconds', slice_end, 30000, state, category, extra,"
            + " business_date, 0, 0, 0, 0, 0, 0, 0, false, revision FROM ledger WHERE minute = ?",
        SIX.plusSeconds(360));
    assertThat(
            sql.rows(
                "SELECT minute, violation, detail FROM ledger_invariant ORDER BY minute, violation"))
        .extracting(
            row ->
                Duration.between(SIX, (java.time.Instant) row.get("minute")).toMinutes()
                    + " "
                    + row.get("violation"))
        .containsExactly(
            "-2 MISSING",
            "1 GAP",
            "1 SUM",
            "2 SUM",
            "3 OUTSIDE",
            "3 SUM",
            "4 MISSING",
            "6 OVERLAP",
            "6 SUM");
    assertThat(
            sql.rows(
                "SELECT DISTINCT minute FROM ledger_invariant_between('2026-03-02 06:02Z', '2026-03-02 06:03Z')"))
        .hasSize(1);
  }

  @Test
  void dataHealthTellsHowFarFiguresCanBeTrusted() throws SQLException {
    Plant.asset(sql, "m", "one", 1, true);
    ledger("m").book(running(45, 45, 45, 60).unrated()).book("NO_DATA", 15).write();
    sql.execute(
        "INSERT INTO live (asset_id, as_of, revision, state, state_since, category, last_fact_at, facts, duplicates)"
            + " VALUES ('m', '2026-03-02 07:01Z', 1, 'PRODUCING', '2026-03-02 06:30Z', 'RUNNING', '2026-03-02 06:45Z', 10, 2)");
    sql.execute(
        "INSERT INTO data_quality (asset_id, kind, at, subject, detail) VALUES"
            + " ('m', 'UNMAPPED_STATE', '2026-03-02 06:10Z', 's', 'd'), ('m', 'UNMAPPED_STATE', '2026-02-02 06:10Z', 's', 'd')");
    assertThat(sql.row("SELECT * FROM data_health"))
        .containsEntry("data_age_s", 960.0)
        .containsEntry("booked_until", SIX.plusSeconds(59 * 60))
        .containsEntry("booking_age_s", 60.0)
        .containsEntry("coverage_24h", 0.75)
        .containsEntry("unrated_total_24h", 45.0)
        .containsEntry("data_quality_24h", 1L)
        .containsEntry("late_events_24h", 0L)
        .containsEntry("duplicates", 2L);
  }

  @Test
  void timeBucketsBeginAlikeInEverySessionZone() throws SQLException {
    sql.execute("SET TIME ZONE 'Asia/Kolkata'");
    assertThat(
            sql.row(
                "SELECT time_bucket('300.000s', timestamptz '2026-03-02 10:07:31Z') AS five,"
                    + " time_bucket('1 day', timestamptz '2026-03-02 10:07:31Z') AS day,"
                    + " time_bucket('7 days', timestamptz '2026-03-04 10:07:31Z') AS week,"
                    + " time_bucket('1 month', timestamptz '2026-03-31 23:00Z') AS month,"
                    + " time_bucket('3 months', timestamptz '1999-12-31 23:00Z') AS quarter,"
                    + " time_bucket('1 day', timestamptz '2026-03-29 10:00Z', 'Europe/Berlin') AS local_day"))
        .hasToString(
            "{five=2026-03-02T10:05:00Z, day=2026-03-02T00:00:00Z, week=2026-03-02T00:00:00Z,"
                + " month=2026-03-01T00:00:00Z, quarter=1999-10-01T00:00:00Z, local_day=2026-03-28T23:00:00Z}");
  }

  @Test
  void everyViewAndItsFiguresAreDescribed() throws SQLException {
    assertThat(
            sql.rows(
                "SELECT relname FROM pg_class WHERE relnamespace = 'takt'::regnamespace AND relkind IN ('v', 'r', 'p')"
                    + " AND obj_description(oid, 'pg_class') IS NULL AND relname NOT LIKE 'flyway%'"
                    + " AND relname <> 'ledger_hour'"))
        .isEmpty();
    assertThat(
            sql.rows(
                "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                    + " WHERE c.relnamespace = 'takt'::regnamespace AND c.relkind = 'v'"
                    + " AND c.relname IN ('oee_minute', 'oee_hour', 'oee_shift', 'oee_day', 'oee_order', 'oee_asset')"
                    + " AND a.attnum > 0 AND col_description(c.oid, a.attnum) IS NULL"))
        .isEmpty();
  }

  private PlantLedger ledger(String asset) {
    return new PlantLedger(sql, asset, SIX);
  }

  private void allocation(int ordinal, String from, String to, String date, String reason)
      throws SQLException {
    sql.execute(
        "INSERT INTO stop_allocation (asset_id, started_at, ordinal, alloc_start, alloc_end, business_date, category,"
            + " reason, revision) VALUES ('m', '2026-03-02 16:00Z', ?, ?::timestamptz, ?::timestamptz, ?::date,"
            + " 'UNPLANNED_STOP', ?, 1)",
        ordinal,
        "2026-03-02 " + from + "Z",
        "2026-03-02 " + to + "Z",
        date,
        reason);
  }
}
