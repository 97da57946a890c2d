package io.takt.jobs.oracle;

import static io.takt.jobs.timeline.LossCategory.NOT_SCHEDULED;
import static io.takt.jobs.timeline.LossCategory.NO_DATA;
import static io.takt.jobs.timeline.LossCategory.RUNNING;
import static io.takt.jobs.timeline.MachineState.FAULTED;
import static io.takt.jobs.timeline.MachineState.IDLE;
import static io.takt.jobs.timeline.MachineState.PRODUCING;
import static io.takt.jobs.timeline.MachineState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hard cases of the domain contract about counts, orders and rates, by number. */
abstract class CountCases extends LedgerContract {

  private static final double NO_LIMIT = Double.NaN;

  private static PlantDay dayShift() {
    return PlantDay.monday().shift("day", "06:00", "14:00").state("06:00", PRODUCING);
  }

  private static PlantDay ratedShift() {
    return dayShift().rate("a", 60).productStarted("06:00", "a");
  }

  private double totalAt(PlantDay day, String time) {
    return sliceAt(ledger(day.until("13:00")), day.at(time)).total();
  }

  @Test
  void e2_without_a_rate_performance_is_null_and_the_rest_is_shown_until_the_rate_comes() {
    PlantDay day =
        dayShift().productStarted("06:00", "a").made("06:30", 20, 2).state("07:00", FAULTED);
    Kpis without = kpis(day.until("08:00"));
    assertThat(without.performance()).isNull();
    assertThat(without.oee()).isNull();
    assertThat(without.availability()).isEqualTo(0.5);
    assertThat(without.quality()).isEqualTo(0.9);
    assertThat(without.unrated).isEqualTo(20);

    Kpis with = kpis(day.rateFrom("a", "06:30", 120).until("08:00"));
    assertThat(with.performance()).isCloseTo(40.0 / 60, EXACTLY);
    assertThat(with.unrated).isZero();
  }

  @Test
  void e2_a_rate_with_an_effective_date_leaves_earlier_parts_unrated() {
    PlantDay day =
        dayShift()
            .productStarted("06:00", "a")
            .made("06:29:59", 5)
            .made("06:30", 7)
            .rateFrom("a", "06:30", 10);
    Kpis kpis = kpis(day.until("08:00"));
    assertThat(kpis.unrated).isEqualTo(5);
    assertThat(kpis.ideal).isEqualTo(70);
    assertThat(kpis.performance()).isNull();
  }

  @Test
  void e3_ratios_of_nothing_are_null() {
    Kpis kpis = kpis(PlantDay.monday().bookedFrom("06:00").until("07:00"));
    assertThat(kpis.minutesIn(NOT_SCHEDULED)).isEqualTo(60);
    assertThat(kpis.availability()).isNull();
    assertThat(kpis.performance()).isNull();
    assertThat(kpis.quality()).isNull();
    assertThat(kpis.oee()).isNull();
    assertThat(kpis.coverage()).isNull();
  }

  @Test
  void e13_facts_that_were_buffered_for_hours_are_booked_when_they_happened() {
    PlantDay day =
        ratedShift()
            .state("12:00", PRODUCING)
            .arrivingLaterBySeconds(5 * 3600)
            .state("08:00", STOPPED)
            .made("07:30", 10)
            .state("08:30", PRODUCING);
    Ledger ledger = ledger(day.until("13:00"));
    assertThat(onlyStop(ledger).start()).isEqualTo(day.at("08:00"));
    assertThat(onlyStop(ledger).end()).isEqualTo(day.at("08:30"));
    assertThat(totalAt(day, "07:30")).isEqualTo(10);
  }

  @Test
  void e13_the_order_of_arrival_changes_nothing() {
    PlantDay day =
        ratedShift()
            .reads("06:10", 10)
            .reads("07:10", 20)
            .state("07:30", STOPPED)
            .reasonGiven("r1", "07:40", "07:35", null, "jam")
            .reads("08:10", 25)
            .state("08:20", PRODUCING)
            .scrapReported("q1", "08:30", "06:00", "08:30", 3);
    Scenario scenario = day.until("13:00");
    List<Fact> backwards = new ArrayList<>(scenario.facts());
    Collections.reverse(backwards);
    assertThat(ledger(scenario.withFacts(backwards))).isEqualTo(ledger(scenario));
  }

  @Test
  void e14_a_repeated_delivery_changes_nothing() {
    PlantDay day =
        ratedShift()
            .made("07:00", 10, 1)
            .state("07:30", STOPPED)
            .state("08:20", PRODUCING)
            .scrapReported("q1", "08:30", "06:00", "08:30", 3);
    Scenario once = day.until("13:00");
    List<Fact> twice = new ArrayList<>(once.facts());
    twice.addAll(once.facts());
    assertThat(ledger(once.withFacts(twice))).isEqualTo(ledger(once));
    assertThat(Kpis.of(ledger(once).slices()).total).isEqualTo(10);
    assertThat(Kpis.of(ledger(once).slices()).scrap).isEqualTo(4);
  }

  @Test
  void e14_the_same_delivery_taken_later_is_still_the_same() {
    PlantDay day = ratedShift().made("07:00", 10);
    Fact.OfCount made = (Fact.OfCount) day.lastFact();
    day.fact(
        new Fact.OfCount(
            made.at(),
            made.arrivedAt() + 60_000,
            made.cumulative(),
            made.cycles(),
            made.total(),
            made.good(),
            made.scrap(),
            made.rework(),
            made.counterMax(),
            made.order(),
            made.source(),
            made.sequence()));
    assertThat(kpis(day.until("13:00")).total).isEqualTo(10);
  }

  @Test
  void e15_two_counts_of_one_instant_both_count_and_the_later_state_by_sequence_holds() {
    PlantDay day = ratedShift().made("07:00", 10).made("07:00", 7);
    day.from("plc", 501).state("08:00", STOPPED);
    day.from("plc", 500).state("08:00", FAULTED);
    Ledger ledger = ledger(day.until("13:00"));
    assertThat(Kpis.of(ledger.slices()).total).isEqualTo(17);
    assertThat(sliceAt(ledger, day.at("08:00")).state()).isEqualTo(STOPPED);
  }

  @Test
  void e15_states_of_one_instant_and_sequence_go_by_their_source() {
    PlantDay day = ratedShift();
    day.from("b", 9).state("08:00", IDLE);
    day.from("a", 9).state("08:00", FAULTED);
    assertThat(sliceAt(ledger(day.until("13:00")), day.at("08:00")).state()).isEqualTo(IDLE);
  }

  @Test
  void e16_the_first_sample_of_a_counter_is_its_baseline() {
    PlantDay day = ratedShift().reads("07:00", 5000).reads("08:00", 5010);
    assertThat(kpis(day.until("13:00")).total).isEqualTo(10);
    assertThat(totalAt(day, "08:00")).isEqualTo(10);
  }

  @Test
  void e16_a_rollover_adds_what_lay_between_and_one_more_if_the_counter_includes_zero() {
    PlantDay withZero = ratedShift().counter(9999, true, 0, NO_LIMIT);
    withZero.reads("07:00", 9990).reads("08:00", 5);
    assertThat(kpis(withZero.until("13:00")).total).isEqualTo(15);
    PlantDay withoutZero = ratedShift().counter(9999, false, 0, NO_LIMIT);
    withoutZero.reads("07:00", 9990).reads("08:00", 5);
    assertThat(kpis(withoutZero.until("13:00")).total).isEqualTo(14);
  }

  @Test
  void e16_a_reset_adds_the_new_reading() {
    PlantDay small = ratedShift().counter(9999, true, 0, NO_LIMIT);
    small.reads("07:00", 4000).reads("08:00", 5).reads("09:00", 8);
    assertThat(kpis(small.until("13:00")).total).as("too far from the maximum").isEqualTo(8);
    PlantDay endless = ratedShift().reads("07:00", 4000).reads("08:00", 5);
    assertThat(kpis(endless.until("13:00")).total).isEqualTo(5);
  }

  @Test
  void e16_a_small_fall_is_jitter_and_ignored() {
    PlantDay day = ratedShift().counter(NO_LIMIT, true, 3, NO_LIMIT);
    day.reads("07:00", 4000).reads("08:00", 3997).reads("09:00", 3999).reads("10:00", 4002);
    assertThat(kpis(day.until("13:00")).total).isEqualTo(2);
    assertThat(totalAt(day, "10:00")).isEqualTo(2);
  }

  @Test
  void e16_an_impossible_jump_is_not_believed() {
    PlantDay day = ratedShift().counter(NO_LIMIT, true, 0, 1);
    day.reads("07:00", 100).reads("07:01", 100_000).reads("07:02", 110).reads("07:03", 120);
    assertThat(kpis(day.until("13:00")).total).isEqualTo(20);
    assertThat(totalAt(day, "07:02")).isEqualTo(10);
  }

  @Test
  void e16_a_jump_that_the_next_sample_confirms_is_a_new_baseline() {
    PlantDay day = ratedShift().counter(NO_LIMIT, true, 0, 1);
    day.reads("07:00", 100).reads("07:01", 100_000).reads("07:02", 100_010);
    assertThat(kpis(day.until("13:00")).total).as("the jump adds nothing").isEqualTo(10);
  }

  @Test
  void e17_a_difference_belongs_to_the_later_sample_and_windows_sum_to_the_total() {
    PlantDay day = ratedShift().reads("06:55", 0).reads("07:05", 30).reads("08:05", 50);
    Ledger ledger = ledger(day.until("09:00"));
    assertThat(Kpis.of(ledger, day.at("06:00"), day.at("07:00")).total).isZero();
    assertThat(Kpis.of(ledger, day.at("07:00"), day.at("08:00")).total).isEqualTo(30);
    assertThat(Kpis.of(ledger, day.at("08:00"), day.at("09:00")).total).isEqualTo(20);
    assertThat(Kpis.of(ledger.slices()).total).isEqualTo(50);
  }

  @Test
  void e18_a_product_change_inside_a_minute_rates_each_part_by_its_own_product() {
    PlantDay day =
        dayShift()
            .rate("fast", 1)
            .rate("slow", 10)
            .productStarted("06:00", "fast")
            .made("07:00:10", 10)
            .productStarted("07:00:30", "slow")
            .made("07:00:30", 3);
    Ledger ledger = ledger(day.until("08:00"));
    Slice fast = sliceAt(ledger, day.at("07:00:29.999"));
    Slice slow = sliceAt(ledger, day.at("07:00:30"));
    assertThat(fast.product()).isEqualTo("fast");
    assertThat(fast.ideal()).isEqualTo(10_000);
    assertThat(slow.product()).isEqualTo("slow");
    assertThat(slow.ideal()).isEqualTo(30_000);
  }

  @Test
  void e20_scrap_reported_later_restates_the_window_that_made_it() {
    PlantDay day =
        ratedShift()
            .made("07:00", 10)
            .made("08:00", 4)
            .made("09:00", 10)
            .scrapReported("q1", "12:00", "06:00", "08:30", 6);
    Ledger ledger = ledger(day.until("13:00"));
    assertThat(sliceAt(ledger, day.at("08:00")).scrap()).as("the latest first").isEqualTo(4);
    assertThat(sliceAt(ledger, day.at("08:00")).good()).isZero();
    assertThat(sliceAt(ledger, day.at("07:00")).scrap()).isEqualTo(2);
    assertThat(sliceAt(ledger, day.at("09:00")).scrap()).isZero();
    Kpis kpis = Kpis.of(ledger.slices());
    assertThat(kpis.total).isEqualTo(24);
    assertThat(kpis.good + kpis.scrap + kpis.rework).isEqualTo(24);
  }

  @Test
  void e20_scrap_without_a_span_is_of_this_shift_up_to_now() {
    PlantDay day =
        PlantDay.monday()
            .shift("early", "06:00", "10:00")
            .shift("late", "10:00", "14:00")
            .state("06:00", PRODUCING)
            .made("09:59", 10)
            .made("10:00", 2)
            .made("11:00", 3)
            .scrapReported("q1", "11:00", "11:00", null, 20);
    Ledger ledger = ledger(day.until("13:00"));
    assertThat(sliceAt(ledger, day.at("11:00")).scrap()).isEqualTo(3);
    assertThat(sliceAt(ledger, day.at("10:00")).scrap()).isEqualTo(2);
    assertThat(sliceAt(ledger, day.at("09:59")).scrap()).isZero();
  }

  @Test
  void e20_withdrawn_scrap_is_as_if_never_reported_and_more_than_all_is_all() {
    PlantDay day = ratedShift().made("07:00", 10).scrapReported("q1", "08:00", "06:00", "08:00", 4);
    day.scrapReported("q2", "08:01", "06:00", "08:00", 100);
    Kpis all = kpis(day.until("13:00"));
    assertThat(all.scrap).isEqualTo(10);
    assertThat(all.good).isZero();
    assertThat(all.quality()).isZero();
    Kpis less = kpis(day.withdrawn("w", "08:02", "q2").until("13:00"));
    assertThat(less.scrap).isEqualTo(4);
    assertThat(less.good).isEqualTo(6);
  }

  @Test
  void e21_rework_is_not_good_and_a_second_pass_adds_nothing() {
    PlantDay day =
        ratedShift()
            .count("07:00", false, false, 10, 7, 1, 2, null)
            .reworkReported("q1", "08:00", "06:00", "08:00", 3);
    Kpis kpis = kpis(day.until("13:00"));
    assertThat(kpis.total).isEqualTo(10);
    assertThat(kpis.good).isEqualTo(4);
    assertThat(kpis.rework).isEqualTo(5);
    assertThat(kpis.quality()).isEqualTo(0.4);
  }

  @Test
  void absent_figures_follow_from_those_that_are_there() {
    double none = Double.NaN;
    PlantDay day =
        ratedShift()
            .count("07:00", false, false, none, 7, 1, 2, null)
            .count("08:00", false, false, 10, none, 1, 2, null)
            .count("09:00", false, false, none, none, 3, none, null);
    Ledger ledger = ledger(day.until("13:00"));
    assertThat(sliceAt(ledger, day.at("07:00")).total()).isEqualTo(10);
    assertThat(sliceAt(ledger, day.at("08:00")).good()).isEqualTo(7);
    assertThat(sliceAt(ledger, day.at("09:00")).total()).isEqualTo(3);
    assertThat(sliceAt(ledger, day.at("09:00")).good()).isZero();
  }

  @Test
  void e35_a_cycle_makes_as_many_pieces_as_the_tool_has_cavities() {
    PlantDay day = ratedShift().piecesPerCycle(4).cycles("07:00", 10);
    Kpis kpis = kpis(day.until("13:00"));
    assertThat(kpis.total).isEqualTo(40);
    assertThat(kpis.ideal).isEqualTo(40 * 60);
  }

  private static PlantDay twoOrders() {
    return dayShift()
        .order("A", "a")
        .order("B", "b")
        .rate("a", 10)
        .rate("b", 20)
        .orderStarted("06:00", "B")
        .orderStartedBeside("07:00:00.001", "A");
  }

  @Test
  void e22_orders_side_by_side_share_the_machines_time_once() {
    PlantDay day = twoOrders().madeFor("A", "08:00", 5).made("09:00", 8).orderPaused("10:00", "A");
    Ledger ledger = ledger(day.until("11:00"));
    List<Slice> shared =
        ledger.slices().stream().filter(s -> s.start() == day.at("08:00")).toList();
    assertThat(shared).extracting(Slice::order).containsExactly("A", "B");
    assertThat(shared).extracting(Slice::duration).containsExactly(30_000L, 30_000L);
    assertThat(shared).extracting(Slice::total).containsExactly(5.0, 0.0);
    List<Slice> odd =
        ledger.slices().stream().filter(s -> s.start() == day.at("07:00:00.001")).toList();
    assertThat(odd)
        .extracting(Slice::duration)
        .as("the odd millisecond goes to the first")
        .containsExactly(30_000L, 29_999L);
    List<Slice> split = ledger.slices().stream().filter(s -> s.start() == day.at("09:00")).toList();
    assertThat(split).extracting(Slice::total).containsExactly(4.0, 4.0);
    assertThat(split).extracting(Slice::ideal).containsExactly(40_000.0, 80_000.0);
    assertThat(sliceAt(ledger, day.at("10:00")).order()).isEqualTo("B");
    assertThat(Kpis.of(ledger.slices()).calendar).isEqualTo(5 * 3600);
  }

  @Test
  void e22_scrap_of_a_certain_order_is_taken_from_what_was_counted_for_it() {
    PlantDay day =
        twoOrders()
            .madeFor("A", "08:00", 5)
            .madeFor("B", "08:30", 7)
            .madeFor("C", "09:00", 9)
            .scrapReportedFor("A", "q1", "10:00", "06:00", "10:00", 6);
    Ledger ledger = ledger(day.until("11:00"));
    assertThat(Kpis.of(ledger.slices()).scrap).as("no more than A's five").isEqualTo(5);
    assertThat(
            ledger.slices().stream()
                .filter(slice -> "A".equals(slice.order()))
                .mapToDouble(Slice::scrap)
                .sum())
        .isEqualTo(5);
  }

  @Test
  void e22_a_count_shared_by_orders_is_corrected_before_it_is_shared_out() {
    PlantDay day =
        twoOrders().made("09:00", 8).scrapReportedFor("A", "q1", "10:00", "06:00", "10:00", 6);
    Ledger ledger = ledger(day.until("11:00"));
    assertThat(ledger.slices().stream().filter(slice -> slice.start() == day.at("09:00")))
        .extracting(Slice::scrap)
        .containsExactly(3.0, 3.0);
  }

  @Test
  void e22_an_order_started_alone_replaces_what_ran_and_finishing_ends_it() {
    PlantDay day =
        twoOrders().order("C", "c").orderStarted("08:00", "C").orderFinished("09:00", "C");
    Ledger ledger = ledger(day.until("10:00"));
    assertThat(sliceAt(ledger, day.at("07:30")).order()).isEqualTo("A");
    assertThat(sliceAt(ledger, day.at("08:30")).order()).isEqualTo("C");
    assertThat(sliceAt(ledger, day.at("09:30")).order()).isNull();
  }

  @Test
  void e23_parts_without_an_order_are_unallocated_until_they_are_assigned() {
    PlantDay day = dayShift().order("A", "a").rate("a", 60).made("07:00", 5).made("08:00", 6);
    Ledger before = ledger(day.until("09:00"));
    assertThat(sliceAt(before, day.at("07:00")).order()).isNull();
    assertThat(Kpis.of(before.slices()).unrated).isEqualTo(11);
    Ledger after = ledger(day.orderAssigned("x", "08:30", "06:30", "07:30", "A").until("09:00"));
    assertThat(sliceAt(after, day.at("07:00")).order()).isEqualTo("A");
    assertThat(sliceAt(after, day.at("07:00")).ideal()).isEqualTo(300_000);
    assertThat(sliceAt(after, day.at("06:29")).order()).isNull();
    assertThat(sliceAt(after, day.at("07:30")).order()).isNull();
    assertThat(Kpis.of(after.slices()).unrated).isEqualTo(6);
  }

  @Test
  void the_time_of_a_trial_order_is_not_scheduled_and_its_parts_have_no_ideal_time() {
    PlantDay day =
        ratedShift()
            .trialOrder("T", "a")
            .orderStarted("08:00", "T")
            .made("08:30", 5)
            .orderFinished("09:00", "T");
    Ledger ledger = ledger(day.until("10:00"));
    Slice trial = sliceAt(ledger, day.at("08:30"));
    assertThat(trial.category()).isEqualTo(NOT_SCHEDULED);
    assertThat(trial.extra()).isFalse();
    assertThat(trial.total()).isEqualTo(5);
    assertThat(trial.ideal()).isZero();
    assertThat(trial.shift()).as("the shift still covers it").isEqualTo("day");
  }

  private static PlantDay blindHour() {
    PlantDay day = ratedShift().noDataAfterSeconds(300);
    for (int minute = 0; minute <= 60; minute++) {
      day.reads("%02d:%02d".formatted(7 + minute / 60, minute % 60), minute);
    }
    day.state("06:05", PRODUCING);
    return day.reads("09:00", 120);
  }

  @Test
  void e46_parts_of_a_blind_hour_are_kept_but_lift_no_performance() {
    PlantDay day = blindHour();
    Ledger ledger = ledger(day.until("09:01"));
    Slice blind = sliceAt(ledger, day.at("08:59:59.999"));
    assertThat(blind.category()).isEqualTo(NO_DATA);
    assertThat(blind.total()).isEqualTo(60);
    assertThat(blind.unseen()).isEqualTo(60);
    assertThat(blind.ideal()).isZero();
    assertThat(blind.unrated()).isZero();
    assertThat(sliceAt(ledger, day.at("09:00")).total()).isZero();
    Kpis kpis = Kpis.of(ledger.slices());
    assertThat(kpis.total).isEqualTo(120);
    assertThat(kpis.unseen).isEqualTo(60);
    assertThat(kpis.ideal).isEqualTo(60 * 60);
  }

  @Test
  void e46_a_silent_break_is_a_break_and_its_difference_is_seen() {
    PlantDay day =
        PlantDay.monday()
            .shift("day", "06:00", "14:00", "10:00-11:00")
            .noDataAfterSeconds(300)
            .rate("a", 60)
            .productStarted("06:00", "a")
            .state("09:56", PRODUCING)
            .reads("10:00", 100)
            .reads("11:00", 103);
    Ledger ledger = ledger(day.until("11:02"));
    Slice after = sliceAt(ledger, day.at("11:00"));
    assertThat(after.category()).isEqualTo(RUNNING);
    assertThat(after.total()).isEqualTo(3);
    assertThat(after.unseen()).isZero();
    assertThat(Kpis.of(ledger.slices()).total).isCloseTo(3, within(1e-9));
  }
}
