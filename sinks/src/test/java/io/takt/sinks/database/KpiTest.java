package io.takt.sinks.database;

import static io.takt.sinks.database.PlantLedger.SIX;
import static io.takt.sinks.database.PlantLedger.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.takt.sinks.database.PlantLedger.Booking;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The worked examples, and what must not come out. */
class KpiTest extends OnEachBackEnd {

  @Test
  void v1OeeCom() throws SQLException {
    ledger("m")
        .book("PLANNED_STOP", 60)
        .book("UNPLANNED_STOP", 47)
        .book(running(373, 19271, 19271 - 423, 1.0))
        .write();
    Map<String, Object> day = sql.row("SELECT * FROM oee_day");
    assertPercent(day, "availability", 88.81);
    assertPercent(day, "performance", 86.11);
    assertPercent(day, "quality", 97.80);
    assertPercent(day, "oee", 74.79);
    // Wrong on purpose: P over planned time, the mean of the three, downtime off both A and P.
    assertThat(percent(day, "performance")).isNotCloseTo(66.4, within(10.0));
    assertThat(percent(day, "oee")).isNotCloseTo((88.81 + 86.11 + 97.80) / 3, within(5.0));
    assertThat(percent(day, "oee")).isNotCloseTo(0.8881 * 0.7647 * 97.80, within(5.0));
  }

  @Test
  void v2MachineA() throws SQLException {
    ledger("a")
        .book("PLANNED_STOP", 25)
        .book("UNPLANNED_STOP", 32)
        .book(running(423, 2240, 2190, 10))
        .write();
    assertKpis(92.97, 88.26, 97.77, 80.22);
  }

  @Test
  void v3MachineB() throws SQLException {
    ledger("b")
        .book("PLANNED_STOP", 25)
        .book("UNPLANNED_STOP", 18)
        .book(running(437, 450, 425, 45))
        .write();
    assertKpis(96.04, 77.23, 94.44, 70.05);
  }

  @Test
  void v6FourHundredParts() throws SQLException {
    ledger("m").book("UNPLANNED_STOP", 60).book(running(420, 400, 380, 60)).write();
    assertKpis(87.5, 95.238, 95.0, 79.17);
  }

  @Test
  void v12TwoProductsAreRatedEachByItsOwnTime() throws SQLException {
    ledger("m")
        .book(running(120, 180, 180, 30).product("large"))
        .book(running(360, 2160, 2160, 7.5).product("small"))
        .write();
    Map<String, Object> day = sql.row("SELECT * FROM oee_day");
    assertPercent(day, "performance", 75);
    // Wrong on purpose: pooled output by a mean rate.
    assertThat(percent(day, "performance")).isNotCloseTo(2340 / 480.0 / 5 * 100, within(5.0));
  }

  @Test
  void v13TeepIsOfTheCalendar() throws SQLException {
    // 96 h planned busy of 168 h; A 85, P 95, Q 98.
    int busy = 96 * 60;
    int ran = busy * 85 / 100;
    ledger("m")
        .book(running(ran, 10_000, 9_800, ran * 60 * 0.95 / 10_000))
        .book("UNPLANNED_STOP", busy - ran)
        .shift(null, LocalDate.of(2026, 3, 2))
        .book("NOT_SCHEDULED", 72 * 60)
        .write();
    Map<String, Object> all = sql.row("SELECT * FROM oee_asset");
    assertPercent(all, "oee", 79.135);
    assertPercent(all, "teep", 45.22);
    assertPercent(all, "ooe", 79.135);
  }

  @Test
  void v14TeepOfTwoShiftPatterns() throws SQLException {
    for (int[] hoursAndTeep : new int[][] {{24 * 6, 514}, {11 * 6, 236}}) {
      int hours = hoursAndTeep[0];
      String asset = "h" + hours;
      ledger(asset)
          .book(running(hours * 60, 1_000, 1_000, hours * 3600 * 0.6 / 1_000))
          .shift(null, LocalDate.of(2026, 3, 2))
          .book("NOT_SCHEDULED", (168 - hours) * 60)
          .write();
      Map<String, Object> all = sql.row("SELECT * FROM oee_asset WHERE asset_id = ?", asset);
      assertPercent(all, "oee", 60);
      assertThat(percent(all, "teep")).isCloseTo(hoursAndTeep[1] / 10.0, within(0.05));
    }
  }

  @Test
  void v17PlannedAndUnplannedStops() throws SQLException {
    ledger("one").book("UNPLANNED_STOP", 60).book("RUNNING", 420).write();
    ledger("two").book("PLANNED_STOP", 30).book("UNPLANNED_STOP", 30).book("RUNNING", 420).write();
    Map<String, Object> one = sql.row("SELECT * FROM oee_asset WHERE asset_id = 'one'");
    Map<String, Object> two = sql.row("SELECT * FROM oee_asset WHERE asset_id = 'two'");
    assertPercent(one, "availability", 87.5);
    assertThat(two.get("pbt_s")).isEqualTo(450 * 60.0);
    assertPercent(two, "availability", 93.33);
    assertThat(one)
        .containsEntry("performance", 0.0)
        .containsEntry("quality", null)
        .containsEntry("oee", null);
  }

  @Test
  void e3AZeroDenominatorGivesNull() throws SQLException {
    ledger("m").book("PLANNED_STOP", 60).write();
    Map<String, Object> day = sql.row("SELECT * FROM oee_day");
    for (String kpi :
        new String[] {
          "availability",
          "performance",
          "quality",
          "oee",
          "iso_availability",
          "effectiveness",
          "quality_ratio",
          "nee",
          "teep",
          "ooe",
          "technical_efficiency",
          "setup_rate",
          "scrap_ratio",
          "rework_ratio",
          "throughput_rate",
          "performance_above_100",
          "coverage"
        }) {
      assertThat(day).containsEntry(kpi, null);
    }
    assertThat(day).containsEntry("provisional_share", 0.0).containsEntry("calendar_s", 3600.0);
  }

  @Test
  void e2AMissingRateGivesNullForPerformanceAndOeeAlone() throws SQLException {
    ledger("m").book(running(60, 100, 90, 0).unrated()).book(running(60, 100, 90, 30)).write();
    Map<String, Object> day = sql.row("SELECT * FROM oee_day");
    assertThat(day)
        .containsEntry("performance", null)
        .containsEntry("effectiveness", null)
        .containsEntry("oee", null)
        .containsEntry("teep", null)
        .containsEntry("unrated_total", 100.0);
    assertPercent(day, "availability", 100);
    assertPercent(day, "quality", 90);
    // Nor is it a number in a roll-up: the hour that has a rate keeps its own.
    assertPercent(
        sql.row("SELECT * FROM oee_hour WHERE hour = ?", SIX.plusSeconds(3600)),
        "performance",
        83.33);
  }

  @Test
  void e1PerformanceAboveOneIsKeptAndFlagged() throws SQLException {
    ledger("m").book(running(60, 100, 100, 45)).write();
    Map<String, Object> day = sql.row("SELECT * FROM oee_day");
    assertPercent(day, "performance", 125);
    assertThat(day).containsEntry("performance_above_100", true);
  }

  @Test
  void theTwoProfilesSplitDifferentlyAndAgreeOnOee() throws SQLException {
    ledger("m")
        .book("SETUP", 40)
        .book("MINOR_STOP", 20)
        .book("UNPLANNED_STOP", 40)
        .book(running(300, 500, 450, 30).rework(20))
        .write();
    Map<String, Object> day = sql.row("SELECT * FROM oee_day");
    assertPercent(day, "availability", 80);
    assertPercent(day, "performance", 78.125);
    assertPercent(day, "iso_availability", 75);
    assertPercent(day, "effectiveness", 83.333);
    assertPercent(day, "quality_ratio", 90);
    assertPercent(day, "oee", 56.25);
    assertThat(number(day, "oee"))
        .isCloseTo(
            number(day, "iso_availability")
                * number(day, "effectiveness")
                * number(day, "quality_ratio"),
            within(1e-12));
    assertPercent(day, "nee", 85.0 * 0.83333 * 0.9);
    assertPercent(day, "technical_efficiency", 300 / 3.6);
    assertPercent(day, "setup_rate", 40 / 3.4);
    assertPercent(day, "scrap_ratio", 6);
    assertPercent(day, "rework_ratio", 4);
    assertThat(number(day, "throughput_rate")).isCloseTo(75, within(1e-9));
  }

  @Test
  void rollUpsDivideSumsAndNeverAverageRatios() throws SQLException {
    asset("a", "line", 1, false);
    asset("b", "line", 2, false);
    ledger("a").book(running(60, 10, 10, 60)).book("UNPLANNED_STOP", 540).write();
    ledger("b").book(running(60, 60, 30, 60)).write();
    Map<String, Object> site = sql.row("SELECT * FROM oee_site");
    assertPercent(site, "availability", 120 / 6.6);
    assertPercent(site, "quality", 40 / 0.7);
    assertThat(percent(site, "availability")).isNotCloseTo((10.0 + 100) / 2, within(1.0));
  }

  @Test
  void e25NoDataIsNeitherUpNorDownAndShowsAsCoverage() throws SQLException {
    Booking unseen = new Booking("NO_DATA", 30);
    unseen.total = 500;
    unseen.good = 500;
    ledger("m")
        .book(unseen.unseen())
        .book(running(60, 60, 60, 60))
        .book(running(30, 0, 0, 0).provisional())
        .write();
    Map<String, Object> day = sql.row("SELECT * FROM oee_day");
    assertThat(day)
        .containsEntry("pbt_s", 5400.0)
        .containsEntry("unseen_total", 500.0)
        .containsEntry("total", 560.0);
    assertPercent(day, "coverage", 75);
    assertPercent(day, "provisional_share", 25);
    // A blind half hour cannot lift performance.
    assertPercent(day, "performance", 66.667);
  }

  @Test
  void extraTimeJoinsPlannedBusyTimeWithItsParts() throws SQLException {
    ledger("m")
        .book(running(60, 60, 60, 60))
        .shift(null, LocalDate.of(2026, 3, 2))
        .book(running(60, 30, 30, 60).extra())
        .write();
    Map<String, Object> day = sql.row("SELECT * FROM oee_day");
    assertThat(day)
        .containsEntry("pbt_s", 7200.0)
        .containsEntry("extra_s", 3600.0)
        .containsEntry("pot_s", 3600.0);
    assertPercent(day, "oee", 75);
  }

  @Test
  void e39AWindowOfLessThanThreeCyclesShowsNoPerformance() throws SQLException {
    // 45 s a part: a minute is less than three cycles, an hour is not.
    ledger("m").book(running(60, 60, 60, 45)).write();
    assertThat(sql.row("SELECT * FROM oee_minute WHERE minute = ?", SIX))
        .containsEntry("performance", null)
        .containsEntry("oee", null)
        .containsEntry("quality", 1.0)
        .containsEntry("availability", 1.0);
    assertPercent(sql.row("SELECT * FROM oee_hour"), "performance", 75);
    // 30 min a part: neither is; but the day shows it.
    ledger("slow").book(running(60, 2, 2, 1800)).write();
    assertThat(sql.row("SELECT * FROM oee_hour WHERE asset_id = 'slow'"))
        .containsEntry("oee", null);
    assertPercent(sql.row("SELECT * FROM oee_day WHERE asset_id = 'slow'"), "oee", 100);
  }

  @Test
  void aShiftAcrossMidnightIsOneRowOfOneBusinessDate() throws SQLException {
    PlantLedger ledger = new PlantLedger(sql, "m", SIX.plusSeconds(16 * 3600));
    ledger
        .shift("night", LocalDate.of(2026, 3, 3))
        .book(running(480, 480, 480, 60))
        .shift("early", LocalDate.of(2026, 3, 3))
        .book(running(120, 60, 60, 60))
        .write();
    assertThat(sql.rows("SELECT shift, business_date, pbt_s FROM oee_shift ORDER BY shift_start"))
        .extracting(
            row -> row.get("shift") + " " + row.get("business_date") + " " + row.get("pbt_s"))
        .containsExactly("night 2026-03-03 28800.0", "early 2026-03-03 7200.0");
    assertThat(sql.row("SELECT total FROM oee_day")).containsEntry("total", 540.0);
  }

  @Test
  void ordersHaveTheirOwnSumsAndProgress() throws SQLException {
    ledger("m")
        .book(running(60, 60, 55, 60).order("4711"))
        .book(running(60, 30, 30, 60).order("4712"))
        .book(running(60, 5, 5, 60))
        .write();
    sql.execute(
        "INSERT INTO work_order (work_order, operation, work_centre, product, quantity, status, excluded_from_oee,"
            + " source_version) VALUES ('4711', '10', 'l', 'bolt', 110, 'STARTED', false, 1),"
            + " ('4713', '10', 'l', 'bolt', 10, 'PLANNED', false, 1)");
    assertThat(sql.rows("SELECT work_order, good, pbt_s FROM oee_order ORDER BY 1").toString())
        .isEqualTo(
            "[{work_order=4711, good=55.0, pbt_s=3600.0}, {work_order=4712, good=30.0, pbt_s=3600.0}]");
    assertThat(
            sql.rows("SELECT work_order, good, progress FROM order_progress ORDER BY 1").toString())
        .isEqualTo(
            "[{work_order=4711, good=55.0, progress=0.5}, {work_order=4713, good=0.0, progress=0.0}]");
  }

  private PlantLedger ledger(String asset) {
    return new PlantLedger(sql, asset, SIX);
  }

  private void asset(String asset, String line, int position, boolean exit) throws SQLException {
    Plant.asset(sql, asset, line, position, exit);
  }

  private void assertKpis(double availability, double performance, double quality, double oee)
      throws SQLException {
    Map<String, Object> day = sql.row("SELECT * FROM oee_day");
    assertPercent(day, "availability", availability);
    assertPercent(day, "performance", performance);
    assertPercent(day, "quality", quality);
    assertPercent(day, "oee", oee);
  }

  private static void assertPercent(Map<String, Object> row, String kpi, double expected) {
    assertThat(percent(row, kpi)).as(kpi).isCloseTo(expected, within(0.006));
  }

  private static double percent(Map<String, Object> row, String kpi) {
    return number(row, kpi) * 100;
  }

  private static double number(Map<String, Object> row, String kpi) {
    assertThat(row.get(kpi)).as(kpi).isInstanceOf(Double.class);
    return (Double) row.get(kpi);
  }
}
