package io.takt.sinks.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LikelyReasonTest extends OnEachBackEnd {

  @Test
  void theModelsCandidatesComeFirstAndFrequencyFillsUp() throws SQLException {
    Plant.asset(sql, "press-01", "one", 1, false);
    Plant.asset(sql, "press-02", "one", 2, false);
    stop("press-01", "2026-03-02 08:00Z", "JAM");
    stop("press-01", "2026-03-02 09:00Z", "JAM");
    stop("press-01", "2026-03-02 10:00Z", "MATERIAL");
    stop("press-02", "2026-03-02 10:00Z", "HYDR");
    stop("press-01", "2026-03-02 12:00Z", null);
    sql.execute(
        "INSERT INTO stop_cause_candidate (asset_id, started_at, ordinal, reason, probability, because, revision)"
            + " VALUES ('press-01', '2026-03-02 12:00Z', 0, 'MECH', 0.5, 'first-out F-DRIVE', 1),"
            + " ('press-01', '2026-03-02 12:00Z', 1, 'JAM', 0.2, 'state STOPPED', 1)");

    List<Map<String, Object>> rows =
        sql.rows(
            "SELECT * FROM likely_reason WHERE asset_id = 'press-01'"
                + " AND started_at = '2026-03-02 12:00Z' ORDER BY rank");

    assertThat(rows)
        .extracting(row -> row.get("reason"))
        .containsExactly("MECH", "JAM", "MATERIAL", "HYDR");
    assertThat(rows).extracting(row -> row.get("rank")).containsExactly(1, 2, 3, 4);
    assertThat(rows.stream().mapToDouble(row -> (Double) row.get("probability")).sum())
        .isCloseTo(1.0, within(1e-9));
    assertThat(rows.subList(1, 4))
        .extracting(row -> row.get("because"))
        .containsExactly(
            "state STOPPED",
            "given once on this machine in 90 days",
            "given once on machines of its class in 90 days");
  }

  @Test
  void atMostNineAndNoneThatIsNoLongerOffered() throws SQLException {
    Plant.asset(sql, "press-01", "one", 1, false);
    for (int i = 0; i < 12; i++) {
      stop("press-01", "2026-03-02 08:" + (10 + i) + "Z", "R" + i);
    }
    sql.execute("INSERT INTO reason (reason, text, offered) VALUES ('R3', '{}', false)");
    stop("press-01", "2026-03-02 12:00Z", null);

    List<Map<String, Object>> rows =
        sql.rows("SELECT reason FROM likely_reason WHERE started_at = '2026-03-02 12:00Z'");

    assertThat(rows).hasSize(9).extracting(row -> row.get("reason")).doesNotContain("R3");
  }

  @Test
  void howOftenAReasonWasGivenIsSaidAsOneWouldSayIt() throws SQLException {
    Plant.asset(sql, "press-01", "one", 1, false);
    for (int i = 0; i < 6; i++) {
      stop(
          "press-01",
          "2026-03-02 08:" + (10 + i) + "Z",
          List.of("A", "B", "B", "C", "C", "C").get(i));
    }
    stop("press-01", "2026-03-02 12:00Z", null);

    List<Map<String, Object>> rows =
        sql.rows(
            "SELECT because FROM likely_reason WHERE started_at = '2026-03-02 12:00Z' ORDER BY rank");

    assertThat(rows)
        .extracting(row -> row.get("because"))
        .containsExactly(
            "given 3 times on this machine in 90 days",
            "given twice on this machine in 90 days",
            "given once on this machine in 90 days");
  }

  private void stop(String asset, String from, String reason) throws SQLException {
    sql.execute(
        "INSERT INTO stop (asset_id, started_at, ended_at, state, category, reason, revision)"
            + " VALUES (?, ?::timestamptz, ?::timestamptz + INTERVAL '9 minutes', 'STOPPED', 'UNPLANNED_STOP', ?, 1)",
        asset,
        from,
        from,
        reason);
  }
}
