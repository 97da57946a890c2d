package io.takt.jobs.oracle;

import static io.takt.jobs.timeline.LossCategory.UNPLANNED_STOP;
import static io.takt.jobs.timeline.MachineState.FAULTED;
import static io.takt.jobs.timeline.MachineState.IDLE;
import static io.takt.jobs.timeline.MachineState.PRODUCING;
import static io.takt.jobs.timeline.MachineState.SETUP;
import static io.takt.jobs.timeline.MachineState.STOPPED;
import static io.takt.jobs.timeline.MachineState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Ways of telling a life that once gave another ledger than the life itself; the smallest ones that
 * the properties found. A script hears facts by their number, and looks at the clock at a time.
 */
class ToldOtherwiseTest {

  private static final String TABLES = "tables";

  private static void assertSameWhenTold(PlantDay day, String now, Object... script) {
    Scenario scenario = day.until(now);
    List<Telling.Step> steps = new ArrayList<>();
    for (Object line : script) {
      if (line instanceof Integer number) {
        steps.add(new Telling.Hear(scenario.facts().get(number)));
      } else if (line.equals(TABLES)) {
        steps.add(new Telling.Describe(scenario.settings()));
        steps.add(new Telling.Schedule(scenario.calendar()));
        scenario.orders().values().forEach(order -> steps.add(new Telling.Order(order)));
      } else {
        steps.add(new Telling.Look(day.at((String) line)));
      }
    }
    assertThat(new Telling(scenario, steps).difference()).isNull();
  }

  @Test
  void a_stop_that_begins_as_the_clock_is_looked_at_is_shown_with_the_next_look() {
    PlantDay day = PlantDay.monday().state("06:00", PRODUCING).state("10:00", STOPPED);
    assertSameWhenTold(day, "10:04", TABLES, 0, 1, "10:00", "10:01", "10:04");
  }

  @Test
  void a_stop_that_begins_as_silence_ends_is_shown_with_the_next_look() {
    PlantDay day =
        PlantDay.monday()
            .noDataAfterSeconds(3600)
            .minorStopBelowSeconds(600)
            .state("06:00", FAULTED)
            .made("10:00", 1);
    assertSameWhenTold(day, "10:01", TABLES, 0, 1, "10:00", "10:01");
  }

  @Test
  void stops_that_ended_before_the_asset_was_described_are_shown() {
    PlantDay day =
        PlantDay.monday()
            .state("06:00", STOPPED)
            .state("06:10", PRODUCING)
            .state("07:00", STOPPED)
            .state("07:01", PRODUCING);
    assertSameWhenTold(day, "08:00", 2, 3, 0, 1, TABLES);
  }

  @Test
  void a_count_in_the_span_of_a_correction_leaves_less_for_the_counts_before_it() {
    PlantDay day =
        PlantDay.monday()
            .state("06:00", PRODUCING)
            .scrapReported("q", "06:00", "06:00", "08:00", 4)
            .made("06:30", 10)
            .state("06:45", PRODUCING)
            .made("07:30", 3);
    assertSameWhenTold(day, "09:00", TABLES, 0, 1, 2, 3, "07:00", 4);
  }

  @Test
  void a_late_first_sample_turns_the_baseline_into_a_difference() {
    PlantDay day =
        PlantDay.monday().state("06:00", PRODUCING).reads("06:30", 10).reads("07:30", 25);
    assertSameWhenTold(day, "09:00", TABLES, 0, 2, "08:00", 1);
  }

  @Test
  void a_short_run_that_ends_as_the_clock_is_looked_at_belongs_to_the_stop() {
    PlantDay day =
        PlantDay.monday()
            .minRunSeconds(300)
            .state("06:00", STOPPED)
            .state("06:10", PRODUCING)
            .state("06:12", IDLE);
    assertSameWhenTold(day, "06:12", TABLES, 0, 1, "06:11", 2);
    assertSameWhenTold(day, "06:14", TABLES, 0, 1, "06:11", 2, "06:12", "06:14");
  }

  @Test
  void a_greater_reading_of_one_identity_moves_what_was_made_unseen() {
    PlantDay day =
        PlantDay.monday()
            .shift("day", "06:00", "14:00")
            .noDataAfterSeconds(60)
            .reads("08:57", 84)
            .from("plc", 7)
            .reads("09:07", 86)
            .from("plc", 7)
            .reads("09:07", 87);
    assertSameWhenTold(day, "10:00", TABLES, 0, 1, "09:07", 2);
  }

  @Test
  void a_greater_state_of_one_identity_replaces_the_one_that_holds() {
    PlantDay day =
        PlantDay.monday()
            .state("06:00", PRODUCING)
            .from("plc", 7)
            .state("07:00", FAULTED)
            .made("07:00", 3)
            .from("plc", 7)
            .state("07:00", PRODUCING)
            .made("08:00", 5)
            .made("08:10", 5);
    assertSameWhenTold(day, "09:00", TABLES, 0, 1, 2, 3, 4, 5);
  }

  @Test
  void an_order_assigned_before_booking_began_is_in_the_allocations_of_a_stop() {
    PlantDay day =
        PlantDay.monday()
            .bookedFrom("06:00")
            .order("A", "a")
            .state("05:30", STOPPED)
            .state("06:10", PRODUCING)
            .orderAssigned("x", "07:00", "05:40", "05:50", "A");
    assertSameWhenTold(day, "08:00", TABLES, 0, 1, "07:00", 2);
  }

  @Test
  void a_stop_that_silence_had_ended_goes_on_when_a_late_sign_bridges_the_silence() {
    PlantDay day =
        PlantDay.monday()
            .noDataAfterSeconds(300)
            .minorStopBelowSeconds(600)
            .state("06:00", UNKNOWN)
            .state("07:51", IDLE)
            .made("07:55", 1);
    assertSameWhenTold(day, "08:00", TABLES, 0, "07:59", 1, "07:59:40", 2);
  }

  @Test
  void a_reason_for_the_time_after_it_fills_back_when_the_stop_goes_on() {
    PlantDay day =
        PlantDay.monday()
            .reason("jam", UNPLANNED_STOP)
            .noDataAfterSeconds(3600)
            .state("04:40", FAULTED)
            .made("04:56", 1)
            .reasonGiven("r", "05:39", "05:06", null, "jam")
            .state("05:11", SETUP);
    assertSameWhenTold(day, "07:46", TABLES, 2, 0, 1, "06:09", 3);
  }

  @Test
  void a_reason_for_time_to_come_holds_for_the_stop_that_is_open() {
    PlantDay day =
        PlantDay.monday()
            .noDataAfterSeconds(900)
            .state("07:09", IDLE)
            .reasonGiven("r", "07:15", "07:21", "07:51", "jam");
    assertSameWhenTold(day, "07:21", TABLES, 0, "07:16", 1);
  }

  @Test
  void a_withdrawn_order_moves_the_parts_of_the_unfinished_minute() {
    PlantDay day =
        PlantDay.monday()
            .shift("day", "06:00", "14:00")
            .noDataAfterSeconds(60)
            .trialOrder("T", "p")
            .orderStarted("09:53:30", "T")
            .orderAssigned("x", "09:43", "09:56:19", "09:56:20", "C")
            .reads("09:45", 54)
            .reads("09:56:33", 62)
            .withdrawn("w", "09:58", "x");
    assertSameWhenTold(day, "11:59", TABLES, 0, 1, 2, 3, "09:56:51", 4);
  }

  @Test
  void a_stop_of_the_unfinished_minute_is_taken_back_by_a_late_run_before_it() {
    PlantDay day =
        PlantDay.monday()
            .noDataAfterSeconds(300)
            .state("13:10", STOPPED)
            .made("13:29:50", 1)
            .state("13:25", PRODUCING);
    assertSameWhenTold(day, "13:31", TABLES, 0, 1, "13:29:59", 2);
  }

  @Test
  void silence_is_waited_for_anew_when_the_threshold_has_changed() {
    PlantDay day = PlantDay.monday().noDataAfterSeconds(60).state("14:04", PRODUCING);
    Scenario before = day.until("14:16");
    Scenario after = day.noDataAfterSeconds(900).until("14:23");
    Telling telling =
        new Telling(
            after,
            List.of(
                new Telling.Describe(before.settings()),
                new Telling.Hear(after.facts().get(0)),
                new Telling.Look(before.now()),
                new Telling.Describe(after.settings()),
                new Telling.Look(before.now())));
    assertThat(telling.difference()).isNull();
  }
}
