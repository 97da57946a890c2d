package io.takt.sinks.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StopViewsTest extends OnEachBackEnd {

  @Test
  void theParetoNamesTheGivenReasonElseTheCauseFoundAndWhatItCost() throws SQLException {
    Plant.asset(sql, "saw", "one", 1, false);
    sql.execute("INSERT INTO stop_cost_rate VALUES ('saw', 120, 'EUR')");
    stop("saw", "08:00", "08:30", "UNPLANNED_STOP", "JAM");
    cause("saw", "08:00", "OPERATOR", "JAM", "JAM", null, 0);
    stop("saw", "09:00", "09:15", "UNPLANNED_STOP", null);
    cause("saw", "09:00", "INFERRED", "MECH", null, "MECH", 0.8);
    stop("saw", "10:00", "10:06", "UNPLANNED_STOP", null);

    List<Map<String, Object>> rows =
        sql.rows(
            "SELECT origin, cause, minutes, stops, cost, shift FROM stop_pareto ORDER BY minutes");

    assertThat(rows).extracting(row -> row.get("cause")).containsExactly(null, "MECH", "JAM");
    assertThat(rows)
        .extracting(row -> row.get("origin"))
        .containsExactly("UNKNOWN", "INFERRED", "OPERATOR");
    assertThat(rows).extracting(row -> row.get("minutes")).containsExactly(6.0, 15.0, 30.0);
    assertThat((Double) rows.get(2).get("cost")).isCloseTo(60.0, within(1e-9));
    assertThat(rows).extracting(row -> row.get("shift")).containsOnly("early");

    assertThat(sql.rows("SELECT minutes, explained FROM uncoded ORDER BY started_at"))
        .extracting(row -> row.get("explained"))
        .containsExactly(true, false);
  }

  @Test
  void aReasonThatContradictsTheMachineIsListedUnlessOneIsAboveTheOther() throws SQLException {
    Plant.asset(sql, "saw", "one", 1, false);
    sql.execute(
        "INSERT INTO reason (reason, parent, text, offered) VALUES ('TECH', NULL, '{}', true),"
            + " ('JAM', 'TECH', '{}', true), ('MECH', 'TECH', '{}', true)");
    stop("saw", "08:00", "08:30", "UNPLANNED_STOP", "JAM");
    cause("saw", "08:00", "OPERATOR", "JAM", "JAM", "MECH", 1);
    stop("saw", "09:00", "09:30", "UNPLANNED_STOP", "TECH");
    cause("saw", "09:00", "OPERATOR", "TECH", "TECH", "MECH", 1);
    stop("saw", "10:00", "10:30", "UNPLANNED_STOP", "JAM");
    cause("saw", "10:00", "OPERATOR", "JAM", "JAM", "MECH", 0.7);

    Map<String, Object> conflict = sql.row("SELECT * FROM reason_conflict");
    assertThat(conflict)
        .containsEntry("given_reason", "JAM")
        .containsEntry("machine_reason", "MECH")
        .containsEntry("given_by", "op-1");
  }

  @Test
  void reliabilityHasTheNamesAndSumsOfIso22400() throws SQLException {
    Plant.asset(sql, "saw", "one", 1, false);
    new PlantLedger(sql, "saw", PlantLedger.SIX)
        .book(PlantLedger.running(120, 100, 100, 30))
        .book("UNPLANNED_STOP", 30)
        .book(PlantLedger.running(120, 100, 100, 30))
        .book("UNPLANNED_STOP", 10)
        .book("UNPLANNED_STOP", 20)
        .write();
    stop("saw", "08:00", "08:30", "UNPLANNED_STOP", "MECH");
    stop("saw", "10:30", "10:40", "UNPLANNED_STOP", null);
    cause("saw", "10:30", "CONTEXT", "STARVED", null, null, 0);
    stop("saw", "10:40", "11:00", "UNPLANNED_STOP", "JAM");

    Map<String, Object> asset =
        sql.row(
            "SELECT * FROM reliability_between('2026-03-02 06:00Z', '2026-03-02 11:00Z')"
                + " WHERE scope = 'ASSET'");
    assertThat(asset).containsEntry("failures", 2L);
    assertThat((Double) asset.get("mttf_s")).isCloseTo(7200, within(1e-6));
    assertThat((Double) asset.get("mttr_s")).isCloseTo(1500, within(1e-6));
    assertThat((Double) asset.get("mtbf_s")).isCloseTo(8700, within(1e-6));
    assertThat((Double) asset.get("technical_efficiency")).isCloseTo(240 / 300.0, within(1e-9));
    assertThat(
            sql.rows(
                "SELECT cause, failures FROM reliability_between('2026-03-02 06:00Z', '2026-03-02 11:00Z')"
                    + " WHERE scope = 'CAUSE' ORDER BY cause"))
        .extracting(row -> row.get("cause"))
        .containsExactly("JAM", "MECH");
    assertThat(sql.row("SELECT sum(failures)::bigint AS n FROM reliability"))
        .containsEntry("n", 2L);
  }

  @Test
  void minorStopsThatComeBeforeACauseMoreThanBeforeOthersAreAPattern() throws SQLException {
    Plant.asset(sql, "saw", "one", 1, false);
    for (int i = 0; i < 4; i++) {
      stop("saw", "0" + (2 * i) + ":00", "0" + (2 * i) + ":02", "MINOR_STOP", null);
      stop("saw", "0" + (2 * i) + ":20", "0" + (2 * i) + ":50", "UNPLANNED_STOP", "JAM");
      stop("saw", "1" + i + ":20", "1" + i + ":30", "UNPLANNED_STOP", "MECH");
    }
    sql.execute(
        "INSERT INTO live (asset_id, as_of, revision, state, state_since, category, facts, duplicates)"
            + " VALUES ('saw', '2026-03-03 00:00Z', 1, 'PRODUCING', '2026-03-03 00:00Z', 'RUNNING', 1, 0)");

    Map<String, Object> pattern = sql.row("SELECT * FROM stop_pattern WHERE consequent = 'JAM'");
    assertThat(pattern).containsEntry("support", 4L).containsEntry("minutes", 120.0);
    assertThat((Double) pattern.get("lift")).isCloseTo(2.0, within(1e-9));
  }

  @Test
  void theQualityOfCausesIsMeasuredAgainstWhatWasThenSaid() throws SQLException {
    Plant.asset(sql, "saw", "one", 1, false);
    stop("saw", "08:00", "08:30", "UNPLANNED_STOP", "JAM");
    cause("saw", "08:00", "OPERATOR", "JAM", "JAM", null, 0);
    candidate("saw", "08:00", 0, "JAM", 0.8);
    stop("saw", "09:00", "09:30", "UNPLANNED_STOP", "MECH");
    cause("saw", "09:00", "OPERATOR", "MECH", "MECH", null, 0);
    candidate("saw", "09:00", 0, "JAM", 0.5);
    candidate("saw", "09:00", 1, "MECH", 0.4);
    stop("saw", "10:00", "10:20", "UNPLANNED_STOP", null);
    cause("saw", "10:00", "INFERRED", "JAM", null, "JAM", 0.8);

    Map<String, Object> quality = sql.row("SELECT * FROM cause_quality");
    assertThat(quality)
        .containsEntry("coded_stops", 2L)
        .containsEntry("top1", 0.5)
        .containsEntry("top3", 1.0)
        .containsEntry("precision_when_single", 1.0)
        .containsEntry("coverage", 0.5)
        .containsEntry("uncoded_minutes", 20.0)
        .containsEntry("explained_minutes", 20.0);
  }

  private void stop(String asset, String from, String to, String category, String reason)
      throws SQLException {
    sql.execute(
        "INSERT INTO stop (asset_id, started_at, ended_at, state, category, reason, revision)"
            + " VALUES (?, ?::timestamptz, ?::timestamptz, 'STOPPED', ?, ?, 1)",
        asset,
        day(from),
        day(to),
        category,
        reason);
    sql.execute(
        "INSERT INTO stop_allocation (asset_id, started_at, ordinal, alloc_start, alloc_end, shift, shift_start,"
            + " business_date, category, reason, revision)"
            + " VALUES (?, ?::timestamptz, 0, ?::timestamptz, ?::timestamptz, 'early', '2026-03-02 06:00Z',"
            + " '2026-03-02', ?, ?, 1)",
        asset,
        day(from),
        day(from),
        day(to),
        category,
        reason);
  }

  private void cause(
      String asset,
      String from,
      String origin,
      String cause,
      String given,
      String machine,
      double probability)
      throws SQLException {
    sql.execute(
        "INSERT INTO stop_cause (asset_id, started_at, ended_at, origin, cause, because, decided_by, decided_at,"
            + " given_reason, machine_reason, machine_probability, site, asset_class, revision)"
            + " SELECT s.asset_id, s.started_at, s.ended_at, ?, ?, '', 'op-1', s.started_at, ?, ?, ?, 'takt/site', 'press', 1"
            + " FROM stop s WHERE s.asset_id = ? AND s.started_at = ?::timestamptz",
        origin,
        cause,
        given,
        machine,
        probability,
        asset,
        day(from));
  }

  private void candidate(String asset, String from, int ordinal, String reason, double p)
      throws SQLException {
    sql.execute(
        "INSERT INTO stop_cause_candidate (asset_id, started_at, ordinal, reason, probability, because, revision)"
            + " VALUES (?, ?::timestamptz, ?, ?, ?, '', 1)",
        asset,
        day(from),
        ordinal,
        reason,
        p);
  }

  private static String day(String time) {
    return "2026-03-02 " + time + "Z";
  }
}
