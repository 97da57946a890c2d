package io.takt.jobs.oracle;

import static io.takt.jobs.timeline.LossCategory.MINOR_STOP;
import static io.takt.jobs.timeline.LossCategory.NOT_SCHEDULED;
import static io.takt.jobs.timeline.LossCategory.NO_DATA;
import static io.takt.jobs.timeline.LossCategory.PENDING_STOP;
import static io.takt.jobs.timeline.LossCategory.PLANNED_STOP;
import static io.takt.jobs.timeline.LossCategory.RUNNING;
import static io.takt.jobs.timeline.LossCategory.SETUP;
import static io.takt.jobs.timeline.LossCategory.UNPLANNED_STOP;
import static io.takt.jobs.timeline.MachineState.BLOCKED;
import static io.takt.jobs.timeline.MachineState.FAULTED;
import static io.takt.jobs.timeline.MachineState.IDLE;
import static io.takt.jobs.timeline.MachineState.PRODUCING;
import static io.takt.jobs.timeline.MachineState.STOPPED;
import static io.takt.jobs.timeline.MachineState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.takt.jobs.timeline.AlarmSeverity;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.MachineState;
import io.takt.jobs.timeline.Slice;
import io.takt.jobs.timeline.StopRecord;
import org.junit.jupiter.api.Test;

/** Hard cases of the domain contract about stops and their reasons, by number. */
abstract class StopCases extends LedgerContract {

  private static PlantDay dayShift() {
    return PlantDay.monday().shift("day", "06:00", "14:00").state("06:00", PRODUCING);
  }

  @Test
  void e4_a_break_wins_over_silence_and_fault_and_silence_over_the_fault() {
    PlantDay day =
        PlantDay.monday()
            .shift("day", "06:00", "14:00", "10:00-10:30")
            .noDataAfterSeconds(600)
            .state("06:00", PRODUCING)
            .made("06:10", 1)
            .made("06:20", 1)
            .state("06:30", FAULTED)
            .state("11:00", PRODUCING);
    Ledger ledger = ledger(day.until("11:05"));
    assertThat(categoryAt(ledger, day.at("06:29"))).isEqualTo(RUNNING);
    assertThat(categoryAt(ledger, day.at("06:31")))
        .as("silent from the last sign of life on")
        .isEqualTo(NO_DATA);
    assertThat(categoryAt(ledger, day.at("10:10"))).isEqualTo(PLANNED_STOP);
    assertThat(sliceAt(ledger, day.at("10:10")).state()).isEqualTo(UNKNOWN);
    assertThat(categoryAt(ledger, day.at("10:40"))).isEqualTo(NO_DATA);
    assertThat(ledger.stops()).as("nobody saw it stand").isEmpty();
  }

  @Test
  void e4_planned_maintenance_wins_over_a_fault_and_its_overrun_is_unplanned() {
    PlantDay day =
        dayShift()
            .plannedStop("08:00", "09:00", "press")
            .plannedStop("10:00", "11:00", "another machine")
            .state("07:50", FAULTED)
            .state("09:04", PRODUCING);
    Ledger ledger = ledger(day.until("11:00"));
    assertThat(categoryAt(ledger, day.at("07:55"))).isEqualTo(UNPLANNED_STOP);
    assertThat(categoryAt(ledger, day.at("08:30"))).isEqualTo(PLANNED_STOP);
    assertThat(categoryAt(ledger, day.at("09:01")))
        .as("four minutes of overrun, by the whole stop")
        .isEqualTo(UNPLANNED_STOP);
    assertThat(categoryAt(ledger, day.at("10:30"))).isEqualTo(RUNNING);
  }

  @Test
  void e4_a_machine_that_runs_through_its_break_runs_extra_and_keeps_its_parts() {
    PlantDay day =
        PlantDay.monday()
            .shift("day", "06:00", "14:00", "10:00-10:30")
            .rate("a", 60)
            .productStarted("06:00", "a")
            .state("05:00", PRODUCING)
            .made("05:30", 30)
            .made("10:15", 15)
            .state("14:00", STOPPED);
    Ledger ledger = ledger(day.until("15:00"));
    Slice inBreak = sliceAt(ledger, day.at("10:15"));
    assertThat(inBreak.category()).isEqualTo(RUNNING);
    assertThat(inBreak.extra()).isTrue();
    assertThat(inBreak.shift()).isEqualTo("day");
    assertThat(inBreak.ideal()).isEqualTo(15 * 60_000);
    Slice before = sliceAt(ledger, day.at("05:30"));
    assertThat(before.category()).isEqualTo(RUNNING);
    assertThat(before.extra()).isTrue();
    assertThat(before.shift()).isNull();
    assertThat(sliceAt(ledger, day.at("11:00")).extra()).isFalse();
    assertThat(categoryAt(ledger, day.at("14:30"))).isEqualTo(NOT_SCHEDULED);
    Kpis kpis = Kpis.of(ledger.slices());
    assertThat(kpis.plannedBusy()).as("the extra time joins it").isEqualTo(9 * 3600);
    assertThat(kpis.total).isEqualTo(45);
  }

  @Test
  void e6_a_stop_over_three_shifts_and_midnight_is_one_event_whose_allocations_sum() {
    PlantDay day =
        PlantDay.on("2026-03-02", "Europe/Berlin")
            .shift("early", "06:00", "14:00")
            .shift("late", "14:00", "22:00", "18:00-18:30")
            .shift("night", "22:00", "06:00")
            .state("06:00", PRODUCING)
            .state("13:00", FAULTED)
            .state("20:00", STOPPED)
            .state("+1 07:00", PRODUCING);
    Ledger ledger = ledger(day.until("+1 08:00"));
    StopRecord stop = onlyStop(ledger);
    assertThat(stop.state()).as("the state it stopped with").isEqualTo(FAULTED);
    assertThat(stop.end() - stop.start()).isEqualTo(18 * 3_600_000L);
    assertThat(stop.allocations().stream().mapToLong(a -> a.end() - a.start()).sum())
        .isEqualTo(stop.end() - stop.start());
    assertThat(stop.allocations())
        .extracting(a -> a.shift() + " " + a.category() + " " + (a.end() - a.start()) / 60_000)
        .containsExactly(
            "early UNPLANNED_STOP 60",
            "late UNPLANNED_STOP 240",
            "late PLANNED_STOP 30",
            "late UNPLANNED_STOP 210",
            "night UNPLANNED_STOP 480",
            "early UNPLANNED_STOP 60");
    assertThat(sliceAt(ledger, day.at("+1 05:00")).businessDay())
        .as("the night belongs to the day it began")
        .isEqualTo(sliceAt(ledger, day.at("06:00")).businessDay());
  }

  @Test
  void e7_an_open_stop_counts_up_to_now_and_is_provisional() {
    PlantDay day = dayShift().state("10:00", STOPPED);
    Ledger young = ledger(day.until("10:04:59"));
    assertThat(onlyStop(young).end()).isEqualTo(Fact.NONE);
    assertThat(onlyStop(young).category()).isEqualTo(PENDING_STOP);
    assertThat(Kpis.of(young.slices()).minutesIn(PENDING_STOP)).isEqualTo(4);
    assertThat(slicesOf(young, PENDING_STOP)).allMatch(Slice::provisional);

    Ledger old = ledger(day.until("10:05"));
    assertThat(onlyStop(old).category()).isEqualTo(UNPLANNED_STOP);
    assertThat(Kpis.of(old.slices()).minutesIn(UNPLANNED_STOP)).isEqualTo(5);
    assertThat(slicesOf(old, UNPLANNED_STOP))
        .as("after the last sign of life")
        .allMatch(Slice::provisional);
    assertThat(slicesOf(old, RUNNING)).noneMatch(Slice::provisional);
  }

  @Test
  void e7_a_pending_stop_that_ends_in_time_is_minor_all_the_way() {
    PlantDay day = dayShift().state("10:00", STOPPED).state("10:04", PRODUCING);
    Ledger ledger = ledger(day.until("10:10"));
    assertThat(Kpis.of(ledger.slices()).minutesIn(MINOR_STOP)).isEqualTo(4);
    assertThat(onlyStop(ledger).category()).isEqualTo(MINOR_STOP);
    assertThat(slicesOf(ledger, MINOR_STOP)).noneMatch(Slice::provisional);
  }

  @Test
  void e8_a_stop_at_the_edge_of_a_window_is_judged_as_a_whole() {
    PlantDay day =
        dayShift()
            .state("09:58", STOPPED)
            .state("10:01", PRODUCING)
            .state("10:59", STOPPED)
            .state("11:30", PRODUCING);
    Ledger ledger = ledger(day.until("12:00"));
    Kpis nineToTen = Kpis.of(ledger, day.at("09:00"), day.at("10:00"));
    Kpis tenToEleven = Kpis.of(ledger, day.at("10:00"), day.at("11:00"));
    assertThat(nineToTen.minutesIn(MINOR_STOP)).isEqualTo(2);
    assertThat(tenToEleven.minutesIn(MINOR_STOP)).isEqualTo(1);
    assertThat(tenToEleven.minutesIn(UNPLANNED_STOP))
        .as("the one minute seen of a long stop")
        .isEqualTo(1);
  }

  @Test
  void e8_a_stop_of_exactly_the_threshold_is_not_minor() {
    PlantDay day = dayShift().state("10:00", STOPPED).state("10:05", PRODUCING);
    assertThat(onlyStop(ledger(day.until("11:00"))).category()).isEqualTo(UNPLANNED_STOP);
  }

  @Test
  void e9_a_run_too_short_joins_the_stops_around_it_and_keeps_its_parts() {
    PlantDay day =
        dayShift()
            .minRunSeconds(10)
            .minorStopBelowSeconds(100)
            .rate("a", 2)
            .productStarted("06:00", "a")
            .state("10:00:00", STOPPED)
            .state("10:00:50", PRODUCING)
            .made("10:00:53", 2)
            .state("10:00:55", BLOCKED)
            .state("10:01:45", PRODUCING);
    Ledger ledger = ledger(day.until("11:00"));
    StopRecord stop = onlyStop(ledger);
    assertThat(stop.end() - stop.start()).isEqualTo(105_000);
    assertThat(stop.category()).isEqualTo(UNPLANNED_STOP);
    Slice shortRun = sliceAt(ledger, day.at("10:00:53"));
    assertThat(shortRun.category()).isEqualTo(UNPLANNED_STOP);
    assertThat(shortRun.state()).isEqualTo(PRODUCING);
    assertThat(shortRun.total()).isEqualTo(2);
    assertThat(shortRun.ideal()).isEqualTo(4_000);
  }

  @Test
  void e9_without_a_minimum_run_there_are_two_stops() {
    PlantDay day =
        dayShift()
            .minorStopBelowSeconds(100)
            .state("10:00:00", STOPPED)
            .state("10:00:50", PRODUCING)
            .state("10:00:55", BLOCKED)
            .state("10:01:45", PRODUCING);
    Ledger ledger = ledger(day.until("11:00"));
    assertThat(ledger.stops())
        .hasSize(2)
        .allSatisfy(stop -> assertThat(stop.category()).isEqualTo(MINOR_STOP));
  }

  @Test
  void e9_a_run_of_exactly_the_minimum_parts_the_stops_as_does_one_still_open() {
    PlantDay day =
        dayShift()
            .minRunSeconds(60)
            .state("10:00", STOPPED)
            .state("10:10", PRODUCING)
            .state("10:11", STOPPED)
            .state("10:20", PRODUCING);
    assertThat(ledger(day.until("10:20:30")).stops()).hasSize(2);
    assertThat(ledger(day.until("10:20:30")).stops().get(1).end()).isEqualTo(day.at("10:20"));
  }

  @Test
  void e9_the_short_run_in_a_break_is_part_of_the_stop_not_extra() {
    PlantDay day =
        PlantDay.monday()
            .shift("day", "06:00", "14:00", "10:00-10:30")
            .minRunSeconds(60)
            .state("06:00", PRODUCING)
            .state("10:00", STOPPED)
            .state("10:10", PRODUCING)
            .state("10:10:30", STOPPED)
            .state("10:30", PRODUCING);
    Ledger ledger = ledger(day.until("11:00"));
    Slice shortRun = sliceAt(ledger, day.at("10:10:10"));
    assertThat(shortRun.category()).isEqualTo(PLANNED_STOP);
    assertThat(shortRun.extra()).isFalse();
  }

  @Test
  void e10_a_reason_given_in_the_middle_fills_the_whole_stop_and_ends_with_it() {
    PlantDay day =
        dayShift()
            .reason("jam", UNPLANNED_STOP)
            .state("10:00", STOPPED)
            .reasonGiven("r1", "10:20", "10:20", null, "jam")
            .state("10:40", FAULTED)
            .state("11:00", PRODUCING)
            .state("12:00", STOPPED)
            .state("12:30", PRODUCING);
    Ledger ledger = ledger(day.until("13:00"));
    for (String time : new String[] {"10:00", "10:19", "10:50"}) {
      assertThat(sliceAt(ledger, day.at(time)).reason()).as(time).isEqualTo("jam");
    }
    for (String time : new String[] {"09:59", "11:00", "12:10"}) {
      assertThat(sliceAt(ledger, day.at(time)).reason()).as(time).isNull();
    }
    assertThat(ledger.stops()).extracting(StopRecord::reason).containsExactly("jam", null);
  }

  @Test
  void e10_the_reason_that_was_given_last_holds_whatever_span_it_names() {
    PlantDay day =
        dayShift()
            .state("10:00", STOPPED)
            .state("11:00", PRODUCING)
            .reasonGiven("r2", "11:20", "10:10", "10:15", "tool")
            .reasonGiven("r1", "11:10", "10:00", "11:00", "jam");
    assertThat(onlyStop(ledger(day.until("13:00"))).reason()).isEqualTo("tool");
  }

  @Test
  void e10_a_reason_moves_the_stop_to_the_category_it_stands_for() {
    PlantDay day =
        dayShift()
            .reason("meeting", PLANNED_STOP)
            .reason("changeover", SETUP)
            .reason("no orders", NOT_SCHEDULED)
            .reason("jam", UNPLANNED_STOP)
            .state("07:00", STOPPED)
            .state("07:02", PRODUCING)
            .reasonGiven("r1", "08:00", "07:00", "07:02", "meeting")
            .state("08:00", STOPPED)
            .state("08:30", PRODUCING)
            .reasonGiven("r2", "09:00", "08:00", "08:30", "changeover")
            .state("09:00", STOPPED)
            .state("09:30", PRODUCING)
            .reasonGiven("r3", "10:00", "09:00", "09:30", "no orders")
            .state("10:00", STOPPED)
            .state("10:01", PRODUCING)
            .reasonGiven("r4", "11:00", "10:00", "10:01", "jam")
            .state("11:00", STOPPED)
            .state("11:10", PRODUCING)
            .reasonGiven("r5", "12:00", "11:00", "11:10", "never heard of");
    Ledger ledger = ledger(day.until("13:00"));
    assertThat(categoryAt(ledger, day.at("07:01"))).isEqualTo(PLANNED_STOP);
    assertThat(categoryAt(ledger, day.at("08:10"))).isEqualTo(SETUP);
    assertThat(categoryAt(ledger, day.at("09:10"))).isEqualTo(NOT_SCHEDULED);
    assertThat(categoryAt(ledger, day.at("10:00"))).as("by its length").isEqualTo(MINOR_STOP);
    assertThat(categoryAt(ledger, day.at("11:05"))).isEqualTo(UNPLANNED_STOP);
    assertThat(sliceAt(ledger, day.at("11:05")).reason()).isEqualTo("never heard of");
    assertThat(ledger.stops())
        .extracting(StopRecord::category)
        .as("a stop's own class goes by its length")
        .containsExactly(MINOR_STOP, UNPLANNED_STOP, UNPLANNED_STOP, MINOR_STOP, UNPLANNED_STOP);
  }

  @Test
  void e11_parts_of_a_split_stop_have_their_own_reasons_and_the_split_can_be_undone() {
    PlantDay day =
        dayShift()
            .state("10:00", STOPPED)
            .state("11:00", PRODUCING)
            .split("s1", "11:05", "10:20", "10:40", "12:00")
            .reasonGiven("r1", "11:06", "10:00", "10:20", "jam")
            .reasonGiven("r2", "11:07", "10:30", null, "tool");
    StopRecord parted = onlyStop(ledger(day.until("13:00")));
    assertThat(parted.allocations())
        .extracting(a -> (a.end() - a.start()) / 60_000 + " " + a.reason())
        .containsExactly("20 jam", "20 tool", "20 null");

    StopRecord whole = onlyStop(ledger(day.withdrawn("w1", "11:10", "s1").until("13:00")));
    assertThat(whole.allocations())
        .extracting(a -> (a.end() - a.start()) / 60_000 + " " + a.reason())
        .containsExactly("60 tool");

    StopRecord again = onlyStop(ledger(day.withdrawn("w2", "11:20", "w1").until("13:00")));
    assertThat(again).as("the undoing was undone").isEqualTo(parted);
  }

  @Test
  void e11_a_withdrawn_reason_leaves_the_one_before() {
    PlantDay day =
        dayShift()
            .state("10:00", STOPPED)
            .state("11:00", PRODUCING)
            .reasonGiven("r1", "11:06", "10:00", "11:00", "jam")
            .reasonGiven("r2", "11:07", "10:00", "11:00", "tool")
            .withdrawn("w", "11:08", "r2");
    assertThat(onlyStop(ledger(day.until("12:00"))).reason()).isEqualTo("jam");
  }

  @Test
  void e25_a_dead_gateway_never_improves_oee() {
    PlantDay day =
        PlantDay.monday()
            .shift("day", "06:00", "14:00")
            .noDataAfterSeconds(900)
            .rate("a", 60)
            .productStarted("06:00", "a");
    for (int minute = 0; minute < 60; minute++) {
      day.made("06:%02d".formatted(minute), 1);
    }
    day.state("06:00", PRODUCING);
    Kpis seen = kpis(day.until("07:00"));
    Ledger after = ledger(day.until("14:00"));
    Kpis all = Kpis.of(after.slices());
    assertThat(all.minutesIn(NO_DATA)).isEqualTo(7 * 60 + 1);
    assertThat(all.oee()).isLessThanOrEqualTo(60.0 / 59).isGreaterThanOrEqualTo(seen.oee());
    assertThat(all.coverage()).isCloseTo(59.0 / 480, EXACTLY);
    assertThat(slicesOf(after, NO_DATA))
        .allMatch(slice -> slice.state() == UNKNOWN && slice.provisional());
  }

  @Test
  void e25_silence_of_exactly_the_threshold_is_no_silence() {
    PlantDay day = dayShift().noDataAfterSeconds(900);
    assertThat(Kpis.of(ledger(day.until("06:15")).slices()).minutesIn(RUNNING)).isEqualTo(15);
    assertThat(Kpis.of(ledger(day.until("06:15:00.001")).slices()).minutesIn(NO_DATA))
        .isEqualTo(15);
  }

  @Test
  void e25_an_unknown_state_is_no_data_and_a_word_nobody_mapped_is_unknown() {
    PlantDay day =
        dayShift()
            .word("Laeuft", PRODUCING)
            .word("IDLE", MachineState.BLOCKED)
            .state("07:00", UNKNOWN)
            .says("08:00", "Laeuft")
            .says("09:00", "Was ist das?")
            .says("10:00", "idle")
            .says("11:00", "IDLE");
    Ledger ledger = ledger(day.until("12:00"));
    assertThat(categoryAt(ledger, day.at("07:30"))).isEqualTo(NO_DATA);
    assertThat(categoryAt(ledger, day.at("08:30"))).isEqualTo(RUNNING);
    assertThat(categoryAt(ledger, day.at("09:30"))).isEqualTo(NO_DATA);
    assertThat(sliceAt(ledger, day.at("10:30")).state()).isEqualTo(IDLE);
    assertThat(sliceAt(ledger, day.at("11:30")).state())
        .as("the asset's own map goes before the canonical names")
        .isEqualTo(BLOCKED);
  }

  @Test
  void e25_time_before_the_first_state_is_no_data() {
    PlantDay day =
        PlantDay.monday()
            .shift("day", "06:00", "14:00")
            .bookedFrom("05:00")
            .made("07:00", 3)
            .state("08:00", PRODUCING);
    Ledger ledger = ledger(day.until("09:00"));
    assertThat(ledger.minutes().get(0).minute()).isEqualTo(day.at("05:00"));
    assertThat(categoryAt(ledger, day.at("05:30"))).isEqualTo(NOT_SCHEDULED);
    assertThat(categoryAt(ledger, day.at("07:00"))).isEqualTo(NO_DATA);
    assertThat(categoryAt(ledger, day.at("08:00"))).isEqualTo(RUNNING);
    assertThat(Kpis.of(ledger.slices()).total).isEqualTo(3);
  }

  @Test
  void e25_silence_ends_a_stop_and_the_next_sign_of_life_begins_another() {
    PlantDay day =
        dayShift()
            .noDataAfterSeconds(600)
            .state("06:10", FAULTED)
            .alarm("06:20", "A1", AlarmSeverity.FAULT)
            .alarm("07:00", "A2", AlarmSeverity.FAULT)
            .state("07:03", PRODUCING);
    Ledger ledger = ledger(day.until("07:10"));
    assertThat(ledger.stops())
        .extracting(StopRecord::start, StopRecord::end, StopRecord::category)
        .containsExactly(
            tuple(day.at("06:10"), day.at("06:20"), UNPLANNED_STOP),
            tuple(day.at("07:00"), day.at("07:03"), MINOR_STOP));
    assertThat(ledger.stops()).extracting(StopRecord::firstAlarm).containsExactly(null, "A2");
  }

  @Test
  void e36_a_reason_moved_from_unplanned_to_planned_holds_from_its_date() {
    PlantDay day =
        dayShift()
            .reasonFrom("cleaning", "-1 00:00", UNPLANNED_STOP)
            .reasonFrom("cleaning", "10:30", PLANNED_STOP)
            .state("08:00", STOPPED)
            .state("08:30", PRODUCING)
            .state("10:00", STOPPED)
            .state("11:00", PRODUCING)
            .reasonGiven("r1", "11:30", "08:00", "08:30", "cleaning")
            .reasonGiven("r2", "11:30", "10:00", "11:00", "cleaning");
    Ledger ledger = ledger(day.until("12:00"));
    assertThat(categoryAt(ledger, day.at("08:10"))).isEqualTo(UNPLANNED_STOP);
    assertThat(categoryAt(ledger, day.at("10:29"))).isEqualTo(UNPLANNED_STOP);
    assertThat(categoryAt(ledger, day.at("10:30"))).isEqualTo(PLANNED_STOP);
  }

  @Test
  void a_setup_state_is_a_loss_of_its_own_and_ends_the_stop() {
    PlantDay day =
        dayShift()
            .state("10:00", STOPPED)
            .state("10:03", MachineState.SETUP)
            .state("10:30", STOPPED)
            .state("10:33", PRODUCING);
    Ledger ledger = ledger(day.until("11:00"));
    assertThat(Kpis.of(ledger.slices()).minutesIn(SETUP)).isEqualTo(27);
    assertThat(ledger.stops())
        .hasSize(2)
        .allSatisfy(stop -> assertThat(stop.category()).isEqualTo(MINOR_STOP));
  }

  @Test
  void the_first_grave_alarm_around_its_start_is_a_stops_first_alarm() {
    PlantDay day =
        dayShift()
            .alarm("09:49:59", "too early", AlarmSeverity.FAULT)
            .alarm("09:55", "only a warning", AlarmSeverity.WARNING)
            .state("10:00", FAULTED)
            .alarm("10:00:30", "second", AlarmSeverity.FAULT)
            .alarm("10:00:20", "first", AlarmSeverity.CRITICAL)
            .alarm("10:01:01", "too late", AlarmSeverity.FAULT);
    assertThat(onlyStop(ledger(day.until("11:00"))).firstAlarm()).isEqualTo("first");
  }
}
