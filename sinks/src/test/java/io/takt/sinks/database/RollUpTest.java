package io.takt.sinks.database;

import static io.takt.sinks.database.PlantLedger.SIX;
import static io.takt.sinks.database.PlantLedger.running;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether an hour is read from its slices or from its sums must not show. */
class RollUpTest extends OnEachBackEnd {

  @Test
  void answersAreTheSameBeforeAndAfter() throws SQLException {
    twoDays();
    List<String> before = answers();
    rollUp();
    assertThat(sql.row("SELECT rolled_until FROM ledger_rolled_up"))
        .containsEntry("rolled_until", SIX.plus(Duration.ofHours(45)));
    assertThat(sql.row("SELECT count(*) > 80 AS summed FROM ledger_hour"))
        .containsEntry("summed", true);
    assertThat(answers()).isEqualTo(before);
    rollUp();
    assertThat(answers()).isEqualTo(before);
  }

  @Test
  void sumsAreReallyReadOnceAnHourIsRolledUp() throws SQLException {
    twoDays();
    rollUp();
    // What is gone from the ledger, as by retention, is still there.
    sql.execute("DELETE FROM ledger WHERE minute < ?", SIX.plus(Duration.ofHours(1)));
    assertThat(sql.row("SELECT total FROM oee_hour WHERE asset_id = 'a' AND hour = ?", SIX))
        .containsEntry("total", 60.0);
  }

  @Test
  void aRestatedHourIsShownAtOnceAndSummedLater() throws SQLException {
    twoDays();
    rollUp();
    double good = good();
    restate(
        "UPDATE ledger SET good = good - 1, scrap = scrap + 1 WHERE asset_id = 'a' AND minute = ?");
    assertThat(good()).isEqualTo(good - 1);
    List<String> restated = answers();
    rollUp();
    assertThat(sql.rows("SELECT id FROM ledger_restated")).isEmpty();
    assertThat(answers()).isEqualTo(restated);
    // And again, as sums of an hour are taken any number of times.
    restate(
        "UPDATE ledger SET category = 'UNPLANNED_STOP', total = 0, good = 0, scrap = 0 WHERE asset_id = 'a' AND minute = ?");
    rollUp();
    assertThat(
            sql.row(
                "SELECT total, unplanned_stop_s FROM oee_hour WHERE asset_id = 'a' AND hour = ?",
                SIX))
        .containsEntry("total", 59.0)
        .containsEntry("unplanned_stop_s", 60.0);
  }

  @Test
  void anEmptyLedgerRollsNothingUp() throws SQLException {
    rollUp();
    assertThat(sql.row("SELECT isfinite(rolled_until) AS moved FROM ledger_rolled_up"))
        .containsEntry("moved", false);
  }

  private void rollUp() throws SQLException {
    Database.rollUp(server.superuser());
    // Where there is one connection only, it has been somebody else's meanwhile.
    sql = SqlSession.as(Database.OWNER, server);
  }

  private double good() throws SQLException {
    return (Double)
        sql.row("SELECT good FROM oee_hour WHERE asset_id = 'a' AND hour = ?", SIX).get("good");
  }

  private void restate(String change) throws SQLException {
    sql.execute(change, SIX.plusSeconds(600));
    // As the sink does in its transaction.
    sql.execute("INSERT INTO ledger_restated (asset_id, hour) VALUES ('a', ?)", SIX);
  }

  private void twoDays() throws SQLException {
    for (String asset : new String[] {"a", "b"}) {
      Plant.asset(sql, asset, "line", asset.equals("a") ? 1 : 2, asset.equals("b"));
      Plant.rate(
          sql, asset, "bolt", 0, "-infinity", "2026-03-03 08:30Z", asset.equals("a") ? 50 : 40);
      Plant.rate(sql, asset, "bolt", 1, "2026-03-03 08:30Z", null, 30);
      PlantLedger ledger = new PlantLedger(sql, asset, SIX);
      for (int day = 0; day < 2; day++) {
        ledger
            .shift("early", LocalDate.of(2026, 3, 2 + day))
            .book(running(450, 450, 440, 50).order("4711").product("bolt"))
            .book("PLANNED_STOP", 30)
            .shift("late", LocalDate.of(2026, 3, 2 + day))
            .book(running(470, 235, 235, 40).order("4712").product("bolt"))
            .book("MINOR_STOP", 4)
            .book("SETUP", 6)
            .shift(null, LocalDate.of(2026, 3, 2 + day))
            .book("NOT_SCHEDULED", 480);
      }
      ledger.write();
    }
  }

  private List<String> answers() throws SQLException {
    List<String> answers = new ArrayList<>();
    for (String query :
        new String[] {
          "SELECT * FROM oee_hour ORDER BY asset_id, hour",
          "SELECT * FROM oee_shift ORDER BY asset_id, shift_start",
          "SELECT * FROM oee_day ORDER BY asset_id, business_date",
          "SELECT * FROM oee_order ORDER BY work_order",
          "SELECT * FROM oee_asset ORDER BY asset_id",
          "SELECT * FROM oee_site ORDER BY business_date",
          "SELECT * FROM oee_line ORDER BY business_date",
          "SELECT * FROM oee_between('2026-03-02 07:17Z', '2026-03-03 09:41Z') ORDER BY asset_id",
          "SELECT * FROM oee_line_between('2026-03-02 07:17Z', '2026-03-03 09:41Z')",
        }) {
      sql.rows(query).forEach(row -> answers.add(row.toString()));
    }
    assertThat(answers).hasSizeGreaterThan(100);
    return answers;
  }
}
