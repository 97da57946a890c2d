package io.takt.sinks.database;

import static io.takt.sinks.database.PlantLedger.SIX;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who said what, and what held before and after, in whatever order the entries came. */
class AuditTest extends OnEachBackEnd {

  private static Instant at(int minute) {
    return SIX.plusSeconds(60L * minute);
  }

  private void stop(int from, int to) throws SQLException {
    sql.execute(
        "INSERT INTO stop (asset_id, started_at, ended_at, state, category, revision) VALUES"
            + " ('m', ?, ?, 'FAULTED', 'UNPLANNED_STOP', 1)",
        at(from),
        at(to));
  }

  /** An entry said at a minute, about a span of minutes; value is a reason, order or quantity. */
  private void said(String id, int minute, String kind, int from, Integer to, String value)
      throws SQLException {
    sql.execute(
        "INSERT INTO operator_event (asset_id, event_id, kind, at, arrived_at, span_from, span_to,"
            + " reason, work_order, quantity, parallel, split_at, note, operator, source, sequence)"
            + " VALUES ('m', ?, ?, ?, ?, ?, ?, CASE WHEN ? = 'REASON_GIVEN' THEN ? END, CASE WHEN ?"
            + " LIKE 'ORDER%' THEN ? END, CASE WHEN ? LIKE '%REPORTED' THEN ?::float8 END, false,"
            + " '[]', 'why ' || ?, 'op of ' || ?, 'tablet', 1)",
        id,
        kind,
        at(minute),
        at(minute + 1),
        at(from),
        to == null ? null : at(to),
        kind,
        value,
        kind,
        value,
        kind,
        kind.endsWith("REPORTED") ? value : null,
        id,
        id);
  }

  private void withdrawn(String id, int minute, String target) throws SQLException {
    said(id, minute, "WITHDRAWN", minute, null, null);
    sql.execute("UPDATE operator_event SET refers_to = ? WHERE event_id = ?", target, id);
  }

  private String values(String id) throws SQLException {
    Map<String, Object> row = sql.row("SELECT * FROM audit WHERE event_id = ?", id);
    return row.get("old_value") + " -> " + row.get("new_value");
  }

  @Test
  void aReasonTellsTheOneThatHeldBeforeAlsoWhenTheEarlierOneCameLater() throws SQLException {
    stop(100, 140);
    said("second", 200, "REASON_GIVEN", 100, 140, "MAINT");
    said("first", 150, "REASON_GIVEN", 100, 140, "JAM");
    assertThat(values("first")).isEqualTo("null -> JAM");
    assertThat(values("second")).isEqualTo("JAM -> MAINT");
    assertThat(sql.row("SELECT * FROM audit WHERE event_id = 'second'"))
        .containsEntry("operator", "op of second")
        .containsEntry("note", "why second")
        .containsEntry("entered_at", at(200))
        .containsEntry("arrived_at", at(201))
        .containsEntry("span_from", at(100))
        .containsEntry("withdrawn", false)
        .containsEntry("withdrawn_by", null);
  }

  @Test
  void aReasonIsAboutTheWholeStopUnlessItIsSplit() throws SQLException {
    stop(100, 140);
    said("first", 150, "REASON_GIVEN", 105, 110, "JAM");
    said("second", 160, "REASON_GIVEN", 130, 135, "MAINT");
    assertThat(values("second")).isEqualTo("JAM -> MAINT");

    said("split", 155, "STOP_SPLIT", 155, null, null);
    sql.execute(
        "UPDATE operator_event SET split_at = jsonb_build_array('2026-03-02T08:00:00Z') WHERE"
            + " event_id = 'split'");
    assertThat(values("second")).isEqualTo("null -> MAINT");
    assertThat(values("split")).isEqualTo("null -> 2026-03-02T08:00:00Z");
  }

  @Test
  void aWithdrawalGivesBackWhatHeldBeforeAndMayBeTakenBackItself() throws SQLException {
    stop(100, 140);
    said("first", 150, "REASON_GIVEN", 100, 140, "JAM");
    said("second", 160, "REASON_GIVEN", 100, 140, "MAINT");
    withdrawn("undo", 170, "second");
    assertThat(values("undo")).isEqualTo("MAINT -> JAM");
    assertThat(sql.row("SELECT * FROM audit WHERE event_id = 'second'"))
        .containsEntry("withdrawn", true)
        .containsEntry("withdrawn_by", "op of undo")
        .containsEntry("withdrawn_at", at(170))
        .containsEntry("withdrawn_why", "why undo");
    withdrawn("redo", 180, "undo");
    assertThat(values("redo")).isEqualTo("JAM -> MAINT");
    assertThat(sql.row("SELECT * FROM audit WHERE event_id = 'second'"))
        .containsEntry("withdrawn", false)
        .containsEntry("withdrawn_by", null);
    assertThat(values("second")).as("as it was when it was said").isEqualTo("JAM -> MAINT");
  }

  @Test
  void ordersTellWhichOneRan() throws SQLException {
    said("b", 300, "ORDER_STARTED", 300, null, "B");
    said("a", 100, "ORDER_STARTED", 100, null, "A");
    said("end", 400, "ORDER_FINISHED", 400, null, "B");
    said("late", 500, "ORDER_ASSIGNED", 310, 320, "C");
    assertThat(values("a")).isEqualTo("null -> A");
    assertThat(values("b")).isEqualTo("A -> B");
    assertThat(values("end")).isEqualTo("B -> null");
    assertThat(values("late")).isEqualTo("B -> C");
  }

  @Test
  void scrapAddsUpOverTheShift() throws SQLException {
    new PlantLedger(sql, "m", SIX).book("RUNNING", 480).write();
    said("one", 100, "SCRAP_REPORTED", 100, null, "3");
    said("two", 200, "SCRAP_REPORTED", 200, null, "4");
    withdrawn("undo", 300, "one");
    assertThat(values("one")).isEqualTo("null -> 3");
    assertThat(values("two")).isEqualTo("3 -> 7");
    assertThat(values("undo")).isEqualTo("7 -> 4");
    assertThat(values("one")).isEqualTo("null -> 3");
  }

  @Test
  void theReaderMayAsk() throws SQLException {
    said("note", 100, "NOTE", 100, null, null);
    try (SqlSession reader = SqlSession.as(Database.READER, server)) {
      assertThat(reader.rows("SELECT * FROM audit"))
          .extracting(row -> List.of(row.get("kind"), row.get("operator")))
          .containsExactly(List.of("NOTE", "op of note"));
    }
  }
}
