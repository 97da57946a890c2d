package io.takt.jobs.oracle;

import static io.takt.jobs.timeline.LossCategory.PLANNED_STOP;
import static io.takt.jobs.timeline.LossCategory.UNPLANNED_STOP;
import static io.takt.jobs.timeline.MachineState.FAULTED;
import static io.takt.jobs.timeline.MachineState.PRODUCING;
import static io.takt.jobs.timeline.MachineState.STARVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.ShiftReport;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** E12: shifts that have ended as reported, and as corrected since, each time with the cause. */
class ShiftReportsTest {

  private static final String[] SHIFT = {"early", "06:00", "14:00"};

  /** A shift of eight hours with a stop of forty minutes; ten parts each hour. */
  private static PlantDay day() {
    PlantDay day =
        PlantDay.monday()
            .bookedFrom("06:00")
            .shift(SHIFT[0], SHIFT[1], SHIFT[2])
            .shift("late", "14:00", "22:00")
            .reason("maint", PLANNED_STOP)
            .reason("jam", UNPLANNED_STOP)
            .rate("p", 30)
            .state("06:00", PRODUCING)
            .productStarted("06:00", "p")
            .state("08:00", FAULTED)
            .state("08:40", PRODUCING);
    for (int hour = 9; hour <= 17; hour++) {
      day.made("%02d:30".formatted(hour), 10);
    }
    return day;
  }

  /** Told as it arrives, the clock running along; then the clock shows {@code now}. */
  private static Plant told(PlantDay day, String now) {
    Scenario all = day.until(now);
    List<Fact> arriving = new ArrayList<>(all.facts());
    arriving.removeIf(fact -> fact.arrivedAt() > all.now());
    Scenario scenario = all.withFacts(List.copyOf(arriving));
    arriving.sort(Comparator.comparingLong(Fact::arrivedAt));
    return told(scenario, arriving);
  }

  private static Plant told(Scenario scenario, List<Fact> facts) {
    Plant plant = described(scenario);
    for (Fact fact : facts) {
      plant.advance(fact.arrivedAt());
      plant.accept(fact);
    }
    plant.advance(scenario.now());
    plant.conclude();
    assertThat(
            ReportedShifts.difference(new BatchLedger().of(scenario), plant.shifts, scenario.now()))
        .isNull();
    return plant;
  }

  private static Plant described(Scenario scenario) {
    Plant plant = new Plant();
    plant.settings(scenario.settings());
    plant.calendar(scenario.calendar());
    scenario.reasons().forEach(plant::reason);
    scenario.rates().forEach(plant::rates);
    scenario.orders().values().forEach(plant::order);
    return plant;
  }

  /** The versions of the early shift, a line each: causes, who, when, and some of the figures. */
  private static List<String> early(Plant plant) {
    return words(plant.shifts.firstEntry().getValue());
  }

  private static List<String> words(ShiftReport report) {
    List<String> words = new ArrayList<>();
    for (ShiftReport.Version version : report.versions()) {
      words.add(
          "%s%s %s: unplanned %d, planned %d, good %.0f, scrap %.0f"
              .formatted(
                  String.join("+", version.causes().stream().map(Enum::name).sorted().toList()),
                  version.event() == null
                      ? ""
                      : " " + version.event() + " of " + version.operator(),
                  time(version.heardFrom()),
                  minutes(version, UNPLANNED_STOP),
                  minutes(version, PLANNED_STOP),
                  version.sums().good(),
                  version.sums().scrap()));
    }
    return words;
  }

  private static long minutes(ShiftReport.Version version, LossCategory category) {
    return version.sums().time(category) / 60_000;
  }

  private static String time(long instant) {
    return DateTimeFormatter.ofPattern("HH:mm")
        .withZone(ZoneOffset.UTC)
        .format(Instant.ofEpochMilli(instant));
  }

  private static final String REPORTED = "CLOSED 14:05: unplanned 40, planned 0, good 50, scrap 0";

  @Test
  void e12_a_shift_is_reported_once_when_it_has_ended_and_settled() {
    assertThat(told(day(), "14:04").shifts).isEmpty();
    assertThat(early(told(day(), "14:05"))).containsExactly(REPORTED);
    assertThat(early(told(day(), "18:00"))).containsExactly(REPORTED);
  }

  @Test
  void e12_a_reason_given_after_the_shift_makes_a_version_that_names_who_gave_it() {
    PlantDay day = day().reasonGiven("e1", "15:00", "08:00", "08:40", "maint");
    assertThat(early(told(day, "18:00")))
        .containsExactly(
            REPORTED, "REASON e1 of op 15:00: unplanned 0, planned 40, good 50, scrap 0");
  }

  @Test
  void e12_a_reason_given_within_the_shift_is_in_its_report() {
    PlantDay day = day().reasonGiven("e1", "09:00", "08:00", "08:40", "maint");
    assertThat(early(told(day, "18:00")))
        .containsExactly("CLOSED 14:05: unplanned 0, planned 40, good 50, scrap 0");
  }

  @Test
  void e12_each_entry_is_a_version_of_its_own_and_a_withdrawal_leads_back() {
    PlantDay day =
        day()
            .reasonGiven("e1", "15:00", "08:00", "08:40", "maint")
            .scrapReported("e2", "15:00:10", "09:00", "10:00", 3)
            .split("e3", "15:10", "08:10")
            .withdrawn("e4", "15:20", "e1")
            .withdrawn("e5", "15:30", "e2")
            .withdrawn("e6", "15:40", "e3");
    assertThat(early(told(day, "18:00")))
        .containsExactly(
            REPORTED,
            "REASON e1 of op 15:00: unplanned 0, planned 40, good 50, scrap 0",
            "SCRAP e2 of op 15:00: unplanned 0, planned 40, good 47, scrap 3",
            "WITHDRAWAL e4 of op 15:20: unplanned 40, planned 0, good 47, scrap 3",
            "WITHDRAWAL e5 of op 15:30: unplanned 40, planned 0, good 50, scrap 0");
  }

  @Test
  void e13_data_of_an_outage_is_one_version_however_many_facts_come() {
    PlantDay day = day();
    for (int i = 0; i < 30; i++) {
      day.arrivingLaterBySeconds(3 * 3600 + i - 60L * i).made("12:%02d".formatted(i), 1);
    }
    day.arrivingLaterBySeconds(4 * 3600).made("13:00", 1);
    assertThat(early(told(day, "18:00")))
        .containsExactly(
            REPORTED,
            "LATE_DATA 15:00: unplanned 40, planned 0, good 80, scrap 0",
            "LATE_DATA 17:00: unplanned 40, planned 0, good 81, scrap 0");
  }

  @Test
  void what_had_arrived_by_the_report_and_is_read_after_it_belongs_to_the_report() {
    Scenario scenario = day().arrivingLaterBySeconds(60).made("13:00", 7).until("16:00");
    List<Fact> facts = new ArrayList<>(scenario.facts());
    Fact read = facts.remove(facts.size() - 1);
    Plant plant = described(scenario);
    facts.sort(Comparator.comparingLong(Fact::arrivedAt));
    facts.forEach(plant::accept);
    plant.advance(scenario.now());
    plant.accept(read);
    plant.advance(scenario.now());
    plant.conclude();
    assertThat(early(plant))
        .containsExactly("CLOSED 14:05: unplanned 40, planned 0, good 57, scrap 0");
  }

  /** Entries of one asset are read in their order; how machines' facts come between may vary. */
  @Test
  void versions_stand_in_the_order_of_arrival_in_whatever_order_topics_are_read() {
    PlantDay day =
        day()
            .reasonGiven("e1", "15:00", "08:00", "08:40", "maint")
            .scrapReported("e2", "15:10", "09:00", "10:00", 3)
            .reasonGiven("e3", "15:20", "08:00", "08:40", "jam")
            .arrivingLaterBySeconds(2 * 3600 + 900)
            .made("13:00", 7);
    Scenario scenario = day.until("18:00");
    List<String> expected = early(told(day, "18:00"));
    assertThat(expected)
        .containsExactly(
            REPORTED,
            "REASON e1 of op 15:00: unplanned 0, planned 40, good 50, scrap 0",
            "SCRAP e2 of op 15:10: unplanned 0, planned 40, good 47, scrap 3",
            "LATE_DATA 15:15: unplanned 0, planned 40, good 54, scrap 3",
            "REASON e3 of op 15:20: unplanned 40, planned 0, good 54, scrap 3");
    for (int place = 0; place < 4; place++) {
      List<Fact> facts = new ArrayList<>(scenario.facts());
      Fact late = facts.remove(facts.size() - 1);
      List<Fact> entries = new ArrayList<>(facts.subList(facts.size() - 3, facts.size()));
      entries.add(place, late);
      Plant plant = described(scenario);
      facts.subList(0, facts.size() - 3).forEach(plant::accept);
      plant.advance(day.at("14:05"));
      entries.forEach(plant::accept);
      plant.advance(scenario.now());
      plant.conclude();
      assertThat(early(plant)).as("read at place %d", place).isEqualTo(expected);
    }
  }

  @Test
  void entries_read_ahead_of_the_clock_are_no_part_of_the_report() {
    PlantDay day = day().reasonGiven("e1", "15:00", "08:00", "08:40", "maint");
    Scenario scenario = day.until("18:00");
    Plant plant = described(scenario);
    scenario.facts().forEach(plant::accept);
    plant.advance(scenario.now());
    assertThat(early(plant))
        .containsExactly(
            REPORTED, "REASON e1 of op 15:00: unplanned 0, planned 40, good 50, scrap 0");
  }

  @Test
  void a_silence_that_was_open_at_the_report_is_decided_by_time() {
    PlantDay day =
        PlantDay.monday()
            .bookedFrom("06:00")
            .noDataAfterSeconds(3600)
            .shift(SHIFT[0], SHIFT[1], SHIFT[2])
            .state("06:00", PRODUCING)
            .made("06:30", 5)
            .made("07:00", 5)
            .made("08:00", 5)
            .made("09:00", 5)
            .made("10:00", 5)
            .made("11:00", 5)
            .made("12:00", 5)
            .made("13:00", 5)
            .made("13:30", 5);
    Plant plant = told(day, "16:00");
    ShiftReport report = plant.shifts.firstEntry().getValue();
    assertThat(words(report))
        .extracting(line -> line.substring(0, line.indexOf(':') + 3))
        .containsExactly("CLOSED 14:05", "PROVISIONAL 14:30");
    assertThat(report.versions().get(0).sums().provisional()).isEqualTo(30 * 60_000);
    assertThat(report.versions().get(0).sums().time(LossCategory.NO_DATA)).isZero();
    assertThat(report.versions().get(1).sums().time(LossCategory.NO_DATA)).isEqualTo(30 * 60_000);
  }

  @Test
  void a_stop_that_was_open_at_the_report_and_ends_in_silence_is_decided_by_time() {
    PlantDay day =
        PlantDay.monday()
            .bookedFrom("06:00")
            .minorStopBelowSeconds(300)
            .noDataAfterSeconds(300)
            .shift(SHIFT[0], SHIFT[1], SHIFT[2])
            .state("13:57", FAULTED)
            .made("14:00", 1);
    Scenario scenario = day.until("16:00");
    Plant plant = described(scenario);
    scenario.facts().forEach(plant::accept);
    plant.advance(scenario.now());
    plant.conclude();
    assertThat(early(plant))
        .containsExactly(
            "CLOSED 14:05: unplanned 3, planned 0, good 0, scrap 0",
            "PROVISIONAL 14:05: unplanned 0, planned 0, good 0, scrap 0");
  }

  @Test
  void e2_e36_tables_that_come_or_change_later_are_the_cause() {
    PlantDay day = day().reasonGiven("e1", "09:00", "08:00", "08:40", "jam");
    Plant plant = told(day, "15:00");
    plant.rates("p", rate(60));
    plant.advance(day.at("15:30"));
    plant.reason("jam", day.reason("jam", PLANNED_STOP).until("15:30").reasons().get("jam"));
    plant.advance(day.at("15:40"));
    plant.calendar(
        PlantDay.monday()
            .shift(SHIFT[0], SHIFT[1], SHIFT[2], "12:00-12:30")
            .shift("late", "14:00", "22:00")
            .until("15:50")
            .calendar());
    plant.advance(day.at("15:50"));
    assertThat(early(plant))
        .containsExactly(
            REPORTED,
            "RATE 15:30: unplanned 40, planned 0, good 50, scrap 0",
            "REASON_CATALOGUE 15:40: unplanned 0, planned 40, good 50, scrap 0",
            "CALENDAR 15:50: unplanned 0, planned 40, good 50, scrap 0");
    List<ShiftReport.Version> versions = plant.shifts.firstEntry().getValue().versions();
    assertThat(versions.get(0).sums().ideal()).isEqualTo(50 * 30_000);
    assertThat(versions.get(1).sums().ideal()).isEqualTo(50 * 60_000);
    assertThat(versions.get(2).sums().extra()).isZero();
    assertThat(versions.get(3).sums().extra()).isEqualTo(30 * 60_000);
  }

  private static io.takt.jobs.timeline.Versions<Double> rate(double seconds) {
    return PlantDay.monday().rate("p", seconds).until("06:00").rates().get("p");
  }

  private static CalendarRules changeAtOne() {
    return PlantDay.monday()
        .shift(SHIFT[0], SHIFT[1], "13:00")
        .shift("late", "13:00", "21:00")
        .until("15:00")
        .calendar();
  }

  @Test
  void a_shift_that_another_calendar_takes_away_or_moves_is_restated_to_what_is_left_of_it() {
    PlantDay day = day();
    Plant plant = told(day, "15:00");
    plant.calendar(changeAtOne());
    plant.advance(day.at("15:30"));
    assertThat(early(plant))
        .containsExactly(REPORTED, "CALENDAR 15:30: unplanned 40, planned 0, good 40, scrap 0");
    plant.calendar(PlantDay.monday().shift("whole", "05:00", "21:00").until("15:00").calendar());
    plant.advance(day.at("15:40"));
    assertThat(early(plant))
        .endsWith("CALENDAR 15:40: unplanned 0, planned 0, good 0, scrap 0")
        .hasSize(3);
  }

  @Test
  void a_shift_whose_end_is_moved_is_said_to_end_there_also_when_a_fact_comes_before_the_clock() {
    PlantDay day = day();
    Plant plant = told(day, "15:00");
    plant.calendar(changeAtOne());
    plant.accept(new Fact.OfState(day.at("15:10"), day.at("15:10"), "IDLE", "plc", 99));
    plant.advance(day.at("15:30"));
    assertThat(time(plant.shifts.firstEntry().getValue().end())).isEqualTo("13:00");
  }

  @Test
  void after_a_crash_no_version_stays_that_the_restored_run_does_not_know() {
    PlantDay day =
        day()
            .reasonGiven("e1", "15:00", "08:00", "08:40", "maint")
            .withdrawn("e2", "15:00:01", "e1");
    Scenario scenario = day.until("18:00");
    Plant plant = described(scenario);
    List<Fact> facts = scenario.facts();
    facts.subList(0, facts.size() - 2).forEach(plant::accept);
    plant.advance(day.at("14:30"));
    Plant.Checkpoint checkpoint = plant.checkpoint();
    plant.accept(facts.get(facts.size() - 2));
    plant.advance(day.at("15:00"));
    assertThat(early(plant)).hasSize(2);

    // the withdrawal is read first this time, so the reason never changes anything
    plant.restore(checkpoint);
    plant.accept(facts.get(facts.size() - 1));
    plant.accept(facts.get(facts.size() - 2));
    plant.advance(day.at("15:01"));
    assertThat(early(plant)).containsExactly(REPORTED);
  }

  @Test
  void facts_that_come_in_order_never_touch_what_was_reported() {
    Plant plant = told(day(), "14:10");
    int said = plant.shiftsSaid;
    plant.accept(new Fact.OfState(day().at("14:11"), day().at("14:11"), "IDLE", "plc", 99));
    plant.advance(day().at("14:30"));
    assertThat(plant.shiftsSaid).isEqualTo(said);
  }

  @Test
  void a_stop_into_the_next_shift_that_facts_of_a_backlog_let_go_on_is_restated() {
    PlantDay day =
        PlantDay.monday()
            .bookedFrom("06:00")
            .shift(SHIFT[0], SHIFT[1], SHIFT[2])
            .shift("late", "14:00", "22:00")
            .noDataAfterSeconds(300)
            .state("06:00", STARVED)
            .made("13:59", 5)
            .made("14:00", 0)
            .made("14:02:50", 4)
            .made("14:07", 2)
            .made("14:30", 0);
    Scenario scenario = day.until("14:31");
    Plant plant = described(scenario);
    plant.advance(day.at("14:16"));
    List<Fact> facts = scenario.facts();
    facts.subList(0, 3).forEach(plant::accept);
    plant.advance(day.at("14:16"));
    facts.subList(3, facts.size()).forEach(plant::accept);
    plant.advance(scenario.now());
    plant.conclude();
    assertThat(
            ReportedShifts.difference(new BatchLedger().of(scenario), plant.shifts, scenario.now()))
        .isNull();
  }
}
