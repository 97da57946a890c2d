package io.takt.jobs.oracle;

import static io.takt.jobs.timeline.LossCategory.MINOR_STOP;
import static io.takt.jobs.timeline.LossCategory.PLANNED_STOP;
import static io.takt.jobs.timeline.LossCategory.RUNNING;
import static io.takt.jobs.timeline.LossCategory.UNPLANNED_STOP;
import static io.takt.jobs.timeline.MachineState.FAULTED;
import static io.takt.jobs.timeline.MachineState.IDLE;
import static io.takt.jobs.timeline.MachineState.PRODUCING;
import static io.takt.jobs.timeline.MachineState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.takt.jobs.timeline.Slice;
import io.takt.jobs.timeline.StopRecord;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published examples of the domain contract, told as streams of events. */
abstract class WorkedExamples extends LedgerContract {

  private static void assertPercent(Double actual, double percent, double tolerance) {
    assertThat(actual * 100).isCloseTo(percent, within(tolerance));
  }

  private static void assertApqo(Kpis kpis, double a, double p, double q, double oee) {
    assertPercent(kpis.availability(), a, 0.0051);
    assertPercent(kpis.performance(), p, 0.0051);
    assertPercent(kpis.quality(), q, 0.0051);
    assertPercent(kpis.oee(), oee, 0.0051);
    assertThat(kpis.isoOee()).as("both profiles give one OEE").isCloseTo(kpis.oee(), EXACTLY);
  }

  private Kpis v1() {
    return kpis(
        PlantDay.monday()
            .shift("day", "06:00", "14:00", "09:00-09:30", "12:00-12:30")
            .rate("widget", 1.0)
            .productStarted("06:00", "widget")
            .state("06:00", PRODUCING)
            .state("07:00", FAULTED)
            .state("07:47", PRODUCING)
            .state("09:00", IDLE)
            .made("09:00", 5000, 100)
            .state("09:30", PRODUCING)
            .state("12:00", IDLE)
            .state("12:30", PRODUCING)
            .made("13:59", 14_271, 323)
            .until("14:00"));
  }

  @Test
  void v1_the_shift_of_oee_com() {
    Kpis kpis = v1();
    assertThat(kpis.plannedBusy()).isEqualTo(420 * 60);
    assertThat(kpis.minutesIn(PLANNED_STOP)).isEqualTo(60);
    assertApqo(kpis, 88.81, 86.11, 97.80, 74.79);
  }

  @Test
  void v1_oee_is_not_the_mean_of_its_factors() {
    assertThat(v1().oee() * 100).isNotCloseTo((88.81 + 86.11 + 97.80) / 3, within(1.0));
  }

  @Test
  void v1_performance_is_not_taken_over_planned_time() {
    assertThat(v1().performance() * 100).isNotCloseTo(66.4, within(1.0));
  }

  @Test
  void v1_downtime_is_not_taken_off_twice() {
    Kpis kpis = v1();
    double twice = kpis.availability() * kpis.ideal / (kpis.plannedBusy() - 2 * 47 * 60);
    assertThat(kpis.oee()).isNotCloseTo(twice * kpis.quality(), within(0.01));
    assertThat(kpis.oee())
        .as("OEE is the ideal time of good parts over planned busy time")
        .isCloseTo(kpis.ideal * kpis.good / kpis.total / kpis.plannedBusy(), EXACTLY);
  }

  @Test
  void v2_machine_a() {
    Kpis kpis =
        kpis(
            PlantDay.monday()
                .shift("day", "06:00", "14:00", "08:00-08:10", "11:00-11:10", "13:55-14:00")
                .rate("a", 10)
                .productStarted("06:00", "a")
                .state("06:00", PRODUCING)
                .state("08:00", STOPPED)
                .state("08:10", PRODUCING)
                .state("11:00", STOPPED)
                .state("11:10", PRODUCING)
                .state("12:00", FAULTED)
                .state("12:32", PRODUCING)
                .made("13:54", 2240, 50)
                .state("13:55", STOPPED)
                .until("14:00"));
    assertThat(kpis.plannedBusy()).isEqualTo(455 * 60);
    assertApqo(kpis, 92.97, 88.26, 97.77, 80.22);
  }

  @Test
  void v3_machine_b() {
    Kpis kpis =
        kpis(
            PlantDay.monday()
                .shift("day", "06:00", "14:00", "08:00-08:10", "11:00-11:10", "13:55-14:00")
                .rate("b", 45)
                .productStarted("06:00", "b")
                .state("06:00", PRODUCING)
                .state("08:00", STOPPED)
                .state("08:10", PRODUCING)
                .state("11:00", STOPPED)
                .state("11:10", PRODUCING)
                .state("12:00", FAULTED)
                .state("12:18", PRODUCING)
                .made("13:54", 450, 25)
                .state("13:55", STOPPED)
                .until("14:00"));
    assertThat(kpis.plannedBusy()).isEqualTo(455 * 60);
    assertApqo(kpis, 96.04, 77.23, 94.44, 70.05);
  }

  @Test
  void v6_seven_hours_of_eight() {
    Kpis kpis =
        kpis(
            PlantDay.monday()
                .shift("day", "06:00", "14:00")
                .rate("c", 60)
                .productStarted("06:00", "c")
                .state("06:00", PRODUCING)
                .made("12:00", 400, 20)
                .state("13:00", FAULTED)
                .until("14:00"));
    assertApqo(kpis, 87.5, 95.24, 95.0, 79.17);
  }

  @Test
  void v7_the_event_stream_whose_first_sample_is_the_baseline() {
    Kpis kpis =
        kpis(
            PlantDay.monday()
                .shift("day", "00:00", "08:00")
                .rate("d", 30)
                .productStarted("00:00", "d")
                .state("00:00", PRODUCING)
                .reads("00:00", 1200, 10)
                .reads("00:15", 1225, 10)
                .reads("00:30", 1250, 11)
                .reads("00:45", 1275, 11)
                .state("01:00", PRODUCING)
                .reads("01:00", 1300, 11)
                .reads("01:15", 1310, 11)
                .reads("01:30", 1340, 11)
                .reads("01:45", 1380, 11)
                .state("02:00", STOPPED)
                .reads("02:00", 1400, 11)
                .state("03:00", PRODUCING)
                .reads("03:15", 1425, 12)
                .reads("03:30", 1440, 14)
                .state("04:00", STOPPED)
                .until("08:00"));
    assertThat(kpis.in(RUNNING)).isEqualTo(10_800);
    assertThat(kpis.total).isEqualTo(240);
    assertThat(kpis.scrap).isEqualTo(4);
    assertThat(kpis.availability()).isEqualTo(0.375);
    assertThat(kpis.performance()).isCloseTo(0.66667, within(0.000005));
    assertThat(kpis.quality()).isCloseTo(0.98333, within(0.000005));
    assertThat(kpis.oee()).isCloseTo(0.24583, within(0.000005));
  }

  @Test
  void v12_two_products_in_one_shift_are_rated_each_by_its_own() {
    Kpis kpis =
        kpis(
            PlantDay.monday()
                .shift("day", "06:00", "14:00")
                .rate("large", 30)
                .rate("small", 7.5)
                .productStarted("06:00", "large")
                .state("06:00", PRODUCING)
                .made("07:00", 100)
                .made("07:59:59", 80)
                .productStarted("08:00", "small")
                .made("08:00", 160)
                .made("13:00", 2000)
                .until("14:00"));
    assertThat(kpis.performance()).isCloseTo(0.75, EXACTLY);
  }

  /** Days Monday to Saturday, {@code running} hours of each shift with parts, the rest down. */
  private Kpis week(String end, String stopsAt, double rate, double made, double scrap) {
    PlantDay day =
        PlantDay.monday()
            .bookedFrom("00:00")
            .shift("day", EnumSet.complementOf(EnumSet.of(DayOfWeek.SUNDAY)), "00:00", end, 0)
            .rate("e", rate)
            .productStarted("00:00", "e");
    for (int i = 0; i < 6; i++) {
      day.state("+" + i + " 00:00", PRODUCING)
          .made("+" + i + " 08:00", made, scrap)
          .state("+" + i + " " + stopsAt, IDLE);
    }
    return kpis(day.until("+7 00:00"));
  }

  @Test
  void v13_teep_is_oee_over_the_calendar() {
    Kpis kpis = week("16:00", "13:36", 0.72, 64_600, 1_292);
    assertThat(kpis.calendar).isEqualTo(168 * 3600);
    assertThat(kpis.plannedBusy()).isEqualTo(96 * 3600);
    assertApqo(kpis, 85, 95, 98, 79.135);
    assertPercent(kpis.teep(), 45.2, 0.05);
  }

  @Test
  void v14_teep_of_six_whole_days() {
    Kpis kpis = week("00:00", "14:24", 1, 51_840, 0);
    assertPercent(kpis.oee(), 60, 1e-9);
    assertPercent(kpis.teep(), 51.4, 0.05);
  }

  @Test
  void v14_teep_of_six_days_of_eleven_hours() {
    Kpis kpis = week("11:00", "06:36", 1, 23_760, 0);
    assertPercent(kpis.oee(), 60, 1e-9);
    assertPercent(kpis.teep(), 23.6, 0.05);
  }

  @Test
  void v17_an_unplanned_hour_lowers_availability() {
    Kpis kpis =
        kpis(
            PlantDay.monday()
                .shift("day", "06:00", "14:00")
                .rate("f", 60)
                .productStarted("06:00", "f")
                .state("06:00", PRODUCING)
                .state("09:00", FAULTED)
                .state("10:00", PRODUCING)
                .until("14:00"));
    assertPercent(kpis.availability(), 87.5, 1e-9);
    assertThat(kpis.performance()).as("nothing was made").isZero();
    assertThat(kpis.quality()).as("quality of nothing").isNull();
    assertThat(kpis.oee()).isNull();
  }

  @Test
  void v17_a_planned_half_hour_shortens_planned_busy_time() {
    Kpis kpis =
        kpis(
            PlantDay.monday()
                .shift("day", "06:00", "14:00")
                .plannedStop("09:00", "09:30")
                .state("06:00", PRODUCING)
                .state("09:00", STOPPED)
                .state("10:00", PRODUCING)
                .until("14:00"));
    assertThat(kpis.plannedBusy()).isEqualTo(450 * 60);
    assertPercent(kpis.availability(), 93.33, 0.005);
    assertThat(kpis.oee()).isNull();
  }

  @Test
  void v19_overlapping_reasons_never_count_down_time_twice() {
    Scenario scenario =
        PlantDay.monday()
            .shift("long", "00:00", "16:18")
            .reason("jam", UNPLANNED_STOP)
            .reason("no material", UNPLANNED_STOP)
            .state("00:00", STOPPED)
            .state("15:00", PRODUCING)
            .reasonGiven("r1", "15:01", "00:00", "15:00", "jam")
            .reasonGiven("r2", "15:02", "00:10", "14:00", "no material")
            .until("16:18");
    Kpis kpis = kpis(scenario);
    assertThat(kpis.calendar).isEqualTo((16 * 60 + 18) * 60);
    assertThat(kpis.minutesIn(UNPLANNED_STOP)).isEqualTo(15 * 60);
    assertThat(kpis.minutesIn(RUNNING)).isEqualTo(78);
  }

  @Test
  void v21_a_stop_split_twice_has_three_parts() {
    PlantDay day =
        PlantDay.monday()
            .shift("day", "06:00", "14:00")
            .reason("jam", UNPLANNED_STOP)
            .reason("tool", UNPLANNED_STOP)
            .reason("crew", UNPLANNED_STOP)
            .state("06:00", PRODUCING)
            .state("10:00", STOPPED)
            .state("11:00", PRODUCING)
            .split("s1", "11:05", "10:30")
            .split("s2", "11:06", "10:15")
            .reasonGiven("r1", "11:07", "10:00", "10:15", "jam")
            .reasonGiven("r2", "11:08", "10:15", "10:30", "tool")
            .reasonGiven("r3", "11:09", "10:30", "11:00", "crew");
    StopRecord stop = onlyStop(ledger(day.until("12:00")));
    assertThat(stop.allocations())
        .extracting(
            StopRecord.Allocation::start, StopRecord.Allocation::end, StopRecord.Allocation::reason)
        .containsExactly(
            tuple(day.at("10:00"), day.at("10:15"), "jam"),
            tuple(day.at("10:15"), day.at("10:30"), "tool"),
            tuple(day.at("10:30"), day.at("11:00"), "crew"));
    assertThat(stop.reason()).as("the reason of most of it").isEqualTo("crew");
  }

  @Test
  void v22_a_stop_over_a_shift_change_is_one_event_with_two_allocations() {
    PlantDay day =
        PlantDay.monday()
            .shift("day", "09:00", "17:00")
            .shift("late", "17:00", "01:00")
            .state("09:00", PRODUCING)
            .state("16:00", FAULTED)
            .state("19:00", PRODUCING);
    Ledger ledger = ledger(day.until("20:00"));
    StopRecord stop = onlyStop(ledger);
    assertThat(stop.start()).isEqualTo(day.at("16:00"));
    assertThat(stop.end()).isEqualTo(day.at("19:00"));
    assertThat(stop.allocations())
        .extracting(a -> a.shift() + " " + (a.end() - a.start()) / 3_600_000)
        .containsExactly("day 1", "late 2");
    List<Slice> down = slicesOf(ledger, UNPLANNED_STOP);
    assertThat(Kpis.of(down.stream().filter(s -> s.shift().equals("day")).toList()).calendar)
        .isEqualTo(3600);
    assertThat(Kpis.of(down.stream().filter(s -> s.shift().equals("late")).toList()).calendar)
        .isEqualTo(7200);
    assertThat(slicesOf(ledger, MINOR_STOP)).isEmpty();
  }
}
