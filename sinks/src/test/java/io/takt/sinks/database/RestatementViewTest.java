package io.takt.sinks.database;

import static io.takt.sinks.database.PlantLedger.SIX;
import static io.takt.sinks.database.PlantLedger.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** E12: a closed shift as reported and as corrected, and why they differ. */
class RestatementViewTest extends OnEachBackEnd {

  private static final Instant CLOSED = SIX.plus(Duration.ofMinutes(485));
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

  /** The shift of 480 minutes: reported with 60 min down, of which 40 turn out to be planned. */
  @BeforeEach
  void aShiftThatWasCorrectedTwice() throws SQLException {
    new PlantLedger(sql, "m", SIX)
        .book("UNPLANNED_STOP", 20)
        .book("PLANNED_STOP", 40)
        .book(running(420, 700, 700, 30))
        .write();
    new PlantLedger(sql, "other", SIX).book(running(480, 1, 1, 30)).write();
    sql.execute(
        "INSERT INTO operator_event (asset_id, event_id, kind, at, arrived_at, span_from, reason,"
            + " parallel, split_at, note, operator, source, sequence) VALUES ('m', 'e1',"
            + " 'REASON_GIVEN', ?, ?, ?, 'MAINT', false, '[]', 'it was in the plan', 'op-7',"
            + " 'tablet', 1)",
        CLOSED.plusSeconds(3600),
        CLOSED.plusSeconds(3601),
        SIX);
    ShiftVersions.of("m", SIX, MONDAY)
        .version("CLOSED", CLOSED, null, 60, 0, 420, 690)
        .version("LATE_DATA, PROVISIONAL", CLOSED.plusSeconds(60), null, 60, 0, 420, 700)
        .version("REASON", CLOSED.plusSeconds(3601), "e1", 20, 40, 420, 700)
        .write(sql);
  }

  @Test
  void e12_asReportedAndAsCorrectedStandSideBySide() throws SQLException {
    Map<String, Object> reported = sql.row("SELECT * FROM oee_shift_reported");
    Map<String, Object> corrected = sql.row("SELECT * FROM oee_shift WHERE asset_id = 'm'");
    assertThat(List.copyOf(reported.keySet())).isEqualTo(List.copyOf(corrected.keySet()));
    assertThat(reported)
        .containsEntry("version", 1)
        .containsEntry("restated", true)
        .containsEntry("unplanned_stop_s", 3600.0);
    assertThat((Double) reported.get("availability")).isCloseTo(420 / 480.0, within(1e-9));
    assertThat(corrected)
        .containsEntry("version", 3)
        .containsEntry("restated", true)
        .containsEntry("unplanned_stop_s", 1200.0);
    assertThat((Double) corrected.get("availability")).isCloseTo(420 / 440.0, within(1e-9));
    assertThat(sql.row("SELECT version, restated FROM oee_shift WHERE asset_id = 'other'"))
        .as("not closed yet")
        .containsEntry("version", null)
        .containsEntry("restated", null);
  }

  @Test
  void e12_theLatestVersionHasTheLedgersFigures() throws SQLException {
    Map<String, Object> corrected = sql.row("SELECT * FROM oee_shift WHERE asset_id = 'm'");
    Map<String, Object> latest = sql.row("SELECT * FROM oee_shift_version WHERE version = 3");
    corrected.remove("restated");
    corrected.forEach(
        (column, value) -> {
          if (value instanceof Double number) {
            assertThat((Double) latest.get(column)).as(column).isCloseTo(number, within(1e-9));
          } else {
            assertThat(latest).containsEntry(column, value);
          }
        });
  }

  @Test
  void e12_theChangesOfAllVersionsLeadFromAsReportedToAsCorrected() throws SQLException {
    for (String category :
        List.of(
            "not_scheduled",
            "planned_stop",
            "no_data",
            "setup",
            "running",
            "minor_stop",
            "unplanned_stop",
            "pending_stop",
            "pbt",
            "ideal")) {
      Map<String, Object> sums =
          sql.row(
              "SELECT r.%1$s_s + (SELECT sum(x.%1$s_change_s) FROM restatement x) AS led, c.%1$s_s AS corrected"
                      .formatted(category)
                  + " FROM oee_shift_reported r JOIN oee_shift c USING (asset_id, shift_start)");
      assertThat((Double) sums.get("led"))
          .as(category)
          .isCloseTo((Double) sums.get("corrected"), within(1e-6));
    }
    for (String parts : List.of("total", "good", "scrap", "rework")) {
      Map<String, Object> sums =
          sql.row(
              "SELECT r.%1$s + (SELECT sum(x.%1$s_change) FROM restatement x) AS led, c.%1$s AS corrected"
                      .formatted(parts)
                  + " FROM oee_shift_reported r JOIN oee_shift c USING (asset_id, shift_start)");
      assertThat(sums.get("led")).as(parts).isEqualTo(sums.get("corrected"));
    }
  }

  @Test
  void e12_aRestatementNamesItsCauseAndWhoSaidItAndWhatItChanged() throws SQLException {
    List<Map<String, Object>> restatements = sql.rows("SELECT * FROM restatement ORDER BY version");
    assertThat(restatements).hasSize(2);
    assertThat(restatements.get(0))
        .containsEntry("version", 2)
        .containsEntry("cause", "LATE_DATA, PROVISIONAL")
        .containsEntry("operator", null)
        .containsEntry("total_change", 10.0)
        .containsEntry("unplanned_stop_change_s", 0.0);
    assertThat(restatements.get(0).get("explanation").toString())
        .startsWith(
            "machine data arrived late and a stop or silence that was open at the close was"
                + " decided: ideal time +5.0 min, parts +10, good +10; OEE ");
    assertThat(restatements.get(1))
        .containsEntry("version", 3)
        .containsEntry("operator", "op-7")
        .containsEntry("event_kind", "REASON_GIVEN")
        .containsEntry("note", "it was in the plan")
        .containsEntry("planned_stop_change_s", 2400.0)
        .containsEntry("unplanned_stop_change_s", -2400.0);
    assertThat(restatements.get(1).get("explanation"))
        .isEqualTo(
            "a reason was given: planned stop +40.0 min, unplanned stop -40.0 min; OEE 72.92 % ->"
                + " 79.55 %");
    assertThat((Double) restatements.get(1).get("oee_after"))
        .isEqualTo(sql.row("SELECT oee FROM oee_shift WHERE asset_id = 'm'").get("oee"));
  }
}
