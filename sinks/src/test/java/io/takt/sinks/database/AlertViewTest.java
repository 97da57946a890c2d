package io.takt.sinks.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertViewTest extends OnEachBackEnd {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void historyBecomesEpisodesHoursAndTheTopTen() throws SQLException {
    now();
    episode("stop|a", "a", 0, 5, 20);
    episode("stop|a", "a", 60, null, 61);
    episode("stale|b", "b", 10, null, null);
    assertThat(sql.rows("SELECT * FROM alert_episode")).hasSize(3);
    assertThat(
            sql.row(
                "SELECT raised, acknowledged FROM alert_hour WHERE rule = 'stop' AND hour = ?",
                NOON))
        .hasToString("{raised=1, acknowledged=1}");
    assertThat(
            sql.rows(
                "SELECT fingerprint, raised, acknowledged, round(share::numeric, 2) AS share FROM alert_top_ten"))
        .extracting(Object::toString)
        .containsExactly(
            "{fingerprint=stop|a, raised=2, acknowledged=1, share=0.67}",
            "{fingerprint=stale|b, raised=1, acknowledged=0, share=0.33}");
  }

  @Test
  void whatWasNeverShownIsNoAlertForPeople() throws SQLException {
    now();
    event("stop|a", "a", 0, 0, "SUPPRESSED");
    event("stop|a", "a", 0, 9, "CLEARED");
    assertThat(sql.row("SELECT raised, suppressed FROM alert_hour"))
        .hasToString("{raised=0, suppressed=1}");
    assertThat(sql.rows("SELECT * FROM alert_top_ten")).isEmpty();
  }

  @Test
  void aFloodIsMoreThanTenInTenMinutes() throws SQLException {
    now();
    for (int i = 0; i < 10; i++) {
      episode("stop|m" + i, "m" + i, 0, null, 5);
    }
    assertThat(sql.rows("SELECT * FROM alert_flood")).isEmpty();
    episode("stop|m10", "m10", 9, null, 15);
    assertThat(sql.row("SELECT raised, assets, rules FROM alert_flood"))
        .hasToString("{raised=11, assets=11, rules=1}");
  }

  @Test
  void whatComesAndGoesThreeTimesAnHourChatters() throws SQLException {
    now();
    for (int minute : new int[] {0, 20, 40}) {
      episode("noisy|a", "a", minute, null, minute + 2);
    }
    for (int minute : new int[] {0, 300, 600}) {
      episode("calm|b", "b", minute, null, minute + 2);
    }
    assertThat(sql.rows("SELECT fingerprint, raised, mean_active_s FROM alert_chattering"))
        .extracting(Object::toString)
        .containsExactly("{fingerprint=noisy|a, raised=3, mean_active_s=120.0}");
  }

  @Test
  void anAlertThatNobodyActsOnForADayIsStale() throws SQLException {
    now();
    current("old|a", NOON.minus(Duration.ofHours(20)), "ACTIVE_UNACKNOWLEDGED");
    current("young|a", NOON, "ACTIVE_UNACKNOWLEDGED");
    current("over|a", NOON.minus(Duration.ofDays(3)), "CLEARED");
    assertThat(sql.rows("SELECT fingerprint FROM alert_stale"))
        .extracting(row -> row.get("fingerprint"))
        .containsExactly("old|a");
    assertThat(sql.rows("SELECT * FROM alert_now")).hasSize(2);
  }

  @Test
  void messagesAreCountedByWhatBecameOfThem() throws SQLException {
    for (String status : new String[] {"SENT", "SENT", "SUPPRESSED"}) {
      sql.execute(
          "INSERT INTO notification (receiver, group_key, content_hash, kind, status, why, body, plant_time,"
              + " next_attempt_at) SELECT 'lead', 'g', count(*)::text, 'ALERT', ?, '', '{}', ?, ? FROM notification",
          status,
          NOON,
          NOON);
    }
    assertThat(sql.rows("SELECT status, messages FROM notification_hour ORDER BY status"))
        .extracting(Object::toString)
        .containsExactly("{status=SENT, messages=2}", "{status=SUPPRESSED, messages=1}");
  }

  /** The plant's clock shows 23:00. */
  private void now() throws SQLException {
    sql.execute(
        "INSERT INTO live (asset_id, as_of, revision, state, state_since, category, facts, duplicates)"
            + " VALUES ('a', ?, 1, 'PRODUCING', ?, 'RUNNING', 1, 0)",
        NOON.plus(Duration.ofHours(11)),
        NOON);
  }

  private void current(String fingerprint, Instant activeAt, String state) throws SQLException {
    sql.execute(
        "INSERT INTO alert (fingerprint, rule, asset_id, state, since, started_at, active_at, severity, summary, labels,"
            + " details, acknowledged_by, suppressed_by, revision) VALUES (?, 'r', 'a', ?, ?, ?, ?, 'FAULT', 's', '{}',"
            + " '{}', '', '', 1)",
        fingerprint,
        state,
        activeAt,
        activeAt,
        activeAt);
  }

  private void episode(
      String fingerprint, String asset, int raised, Integer acknowledged, Integer cleared)
      throws SQLException {
    event(fingerprint, asset, raised, raised, "ACTIVE_UNACKNOWLEDGED");
    if (acknowledged != null) {
      event(fingerprint, asset, raised, acknowledged, "ACTIVE_ACKNOWLEDGED");
    }
    if (cleared != null) {
      event(fingerprint, asset, raised, cleared, "CLEARED");
    }
  }

  private void event(String fingerprint, String asset, int raised, int minute, String state)
      throws SQLException {
    Instant activeAt = NOON.plus(Duration.ofMinutes(raised));
    sql.execute(
        "INSERT INTO alert_event (fingerprint, since, state, rule, asset_id, started_at, active_at, severity, summary,"
            + " acknowledged_by, suppressed_by) VALUES (?, ?, ?, ?, ?, ?, ?, 'FAULT', 's', '', '')",
        fingerprint,
        NOON.plus(Duration.ofMinutes(minute)),
        state,
        fingerprint.substring(0, fingerprint.indexOf('|')),
        asset,
        activeAt,
        activeAt);
  }
}
