package io.takt.jobs.oracle;

import static io.takt.jobs.timeline.LossCategory.NOT_SCHEDULED;
import static io.takt.jobs.timeline.LossCategory.PLANNED_STOP;
import static io.takt.jobs.timeline.LossCategory.RUNNING;
import static io.takt.jobs.timeline.LossCategory.UNPLANNED_STOP;
import static io.takt.jobs.timeline.MachineState.PRODUCING;
import static io.takt.jobs.timeline.MachineState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.Slice;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hard cases of the domain contract about shifts and production days, by number. */
abstract class CalendarCases extends LedgerContract {

  private static PlantDay threeShifts(String date, String zone) {
    return PlantDay.on(date, zone)
        .shift("early", "06:00", "14:00")
        .shift("late", "14:00", "22:00")
        .shift("night", "22:00", "06:00", "02:00-03:00");
  }

  private static double hoursOf(Ledger ledger, String shift) {
    return ledger.slices().stream()
            .filter(slice -> shift.equals(slice.shift()))
            .mapToLong(Slice::duration)
            .sum()
        / 3_600_000.0;
  }

  @Test
  void e28_the_night_into_summer_time_has_seven_hours() {
    PlantDay day = threeShifts("2026-03-28", "Europe/Berlin").state("06:00", PRODUCING);
    Ledger ledger = ledger(day.until("+1 06:00"));
    assertThat(hoursOf(ledger, "night")).isEqualTo(7);
    assertThat(hoursOf(ledger, "early")).isEqualTo(8);
    assertThat(ledger.slices()).as("its break from 2 to 3 does not exist").noneMatch(Slice::extra);
  }

  @Test
  void e28_the_night_into_winter_time_has_nine_hours() {
    PlantDay day = threeShifts("2026-10-24", "Europe/Berlin").state("22:00", STOPPED);
    Ledger ledger = ledger(day.until("+1 06:00"));
    assertThat(hoursOf(ledger, "night")).isEqualTo(9);
    assertThat(Kpis.of(ledger.slices()).minutesIn(PLANNED_STOP))
        .as("from the first two o'clock to the only three o'clock")
        .isEqualTo(120);
  }

  @Test
  void e28_half_hour_and_quarter_hour_zones_cut_where_their_clocks_say() {
    for (String zone : List.of("Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe")) {
      PlantDay day = threeShifts("2026-05-04", zone).state("00:00", PRODUCING);
      Ledger ledger = ledger(day.until("+1 00:00"));
      assertThat(hoursOf(ledger, "early")).as(zone).isEqualTo(8);
      assertThat(sliceAt(ledger, day.at("05:59")).shift()).as(zone).isEqualTo("night");
      assertThat(sliceAt(ledger, day.at("06:00")).shift()).as(zone).isEqualTo("early");
    }
  }

  @Test
  void e29_the_production_day_is_the_shifts_not_midnights() {
    PlantDay day =
        PlantDay.on("2026-03-02", "Europe/Berlin")
            .shift("day", "06:00", "18:00")
            .shift("night", EnumSet.allOf(DayOfWeek.class), "22:00", "04:00", 1)
            .state("06:00", PRODUCING);
    Ledger ledger = ledger(day.until("+1 06:00"));
    int monday = (int) LocalDate.of(2026, 3, 2).toEpochDay();
    assertThat(sliceAt(ledger, day.at("06:00")).businessDay()).isEqualTo(monday);
    assertThat(sliceAt(ledger, day.at("22:00")).businessDay())
        .as("a night that counts for the next day")
        .isEqualTo(monday + 1);
    assertThat(sliceAt(ledger, day.at("+1 03:00")).businessDay()).isEqualTo(monday + 1);
    assertThat(sliceAt(ledger, day.at("21:00")).businessDay())
        .as("without a shift the local date")
        .isEqualTo(monday);
    assertThat(sliceAt(ledger, day.at("+1 04:30")).businessDay()).isEqualTo(monday + 1);
  }

  @Test
  void e30_between_shifts_nothing_is_scheduled_and_the_stop_goes_on() {
    PlantDay day =
        PlantDay.monday()
            .shift("morning", "06:00", "10:00")
            .shift("evening", "12:00", "16:00")
            .state("06:00", PRODUCING)
            .state("09:58", STOPPED)
            .state("12:01", PRODUCING)
            .state("16:00", STOPPED);
    Ledger ledger = ledger(day.until("17:00"));
    assertThat(categoryAt(ledger, day.at("09:59"))).isEqualTo(UNPLANNED_STOP);
    assertThat(categoryAt(ledger, day.at("11:00"))).isEqualTo(NOT_SCHEDULED);
    assertThat(sliceAt(ledger, day.at("11:00")).shiftStart()).isEqualTo(Fact.NONE);
    assertThat(categoryAt(ledger, day.at("12:00"))).isEqualTo(UNPLANNED_STOP);
    assertThat(ledger.stops()).hasSize(2);
  }

  @Test
  void e30_shifts_that_overlap_are_refused() {
    Scenario scenario =
        PlantDay.monday()
            .shift("one", "06:00", "14:00")
            .shift("two", "13:59", "22:00")
            .state("06:00", PRODUCING)
            .until("15:00");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledgers().of(scenario))
        .withMessageContaining("overlap");
  }

  @Test
  void holidays_weekdays_and_a_whole_day_shift_are_understood() {
    PlantDay day =
        PlantDay.monday()
            .shift(
                "all day",
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY),
                "00:00",
                "00:00",
                0)
            .closedOn("2026-03-03")
            .state("00:00", STOPPED);
    Ledger ledger = ledger(day.until("+4 00:00"));
    assertThat(categoryAt(ledger, day.at("23:59"))).isEqualTo(UNPLANNED_STOP);
    assertThat(categoryAt(ledger, day.at("+1 12:00"))).isEqualTo(NOT_SCHEDULED);
    assertThat(categoryAt(ledger, day.at("+2 12:00"))).isEqualTo(UNPLANNED_STOP);
    assertThat(categoryAt(ledger, day.at("+3 00:00"))).isEqualTo(NOT_SCHEDULED);
  }

  @Test
  void an_asset_without_a_known_calendar_is_never_scheduled() {
    PlantDay day = PlantDay.on("2026-03-02", "Asia/Tokyo").state("00:00", PRODUCING);
    Ledger ledger = ledger(day.until("12:00"));
    assertThat(ledger.slices())
        .allSatisfy(
            slice -> {
              assertThat(slice.category()).isEqualTo(RUNNING);
              assertThat(slice.extra()).isTrue();
            });
    int monday = (int) LocalDate.of(2026, 3, 2).toEpochDay();
    assertThat(sliceAt(ledger, day.at("08:59")).businessDay()).as("by UTC").isEqualTo(monday - 1);
    assertThat(sliceAt(ledger, day.at("09:00")).businessDay()).isEqualTo(monday);
  }
}
