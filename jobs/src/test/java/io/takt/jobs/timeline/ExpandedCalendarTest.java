package io.takt.jobs.timeline;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.jobs.timeline.CalendarRules.Break;
import io.takt.jobs.timeline.CalendarRules.PlannedStop;
import io.takt.jobs.timeline.CalendarRules.Shift;
import io.takt.jobs.timeline.PlantCalendar.Segment;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpandedCalendarTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String PRESS = "press-1";
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);

  private static final Shift EARLY = shift("early", DAILY, "06:00", "14:00");
  private static final Shift LATE = shift("late", DAILY, "14:00", "22:00");
  private static final Shift NIGHT = shift("night", DAILY, "22:00", "06:00");

  @Test
  void threeShiftsCoverTheDayWithoutGap() {
    ExpandedCalendar calendar = calendar(BERLIN, EARLY, LATE, NIGHT);
    assertThat(at(calendar, "2026-01-05T05:59:59.999+01:00").shift()).isEqualTo("night");
    assertThat(at(calendar, "2026-01-05T06:00:00+01:00").shift()).isEqualTo("early");
    assertThat(at(calendar, "2026-01-05T13:59:59.999+01:00").shift()).isEqualTo("early");
    assertThat(at(calendar, "2026-01-05T14:00:00+01:00").shift()).isEqualTo("late");
    assertThat(at(calendar, "2026-01-05T22:00:00+01:00").shift()).isEqualTo("night");
  }

  @Test
  void e28TheNightShiftHasSevenHoursWhenTheClockGoesForward() {
    Segment night = at(calendar(BERLIN, EARLY, LATE, NIGHT), "2026-03-29T01:00:00+01:00");
    assertThat(night.shift()).isEqualTo("night");
    assertThat(Duration.ofMillis(night.to() - night.from())).isEqualTo(Duration.ofHours(7));
    assertThat(night.shiftStart()).isEqualTo(millis("2026-03-28T22:00:00+01:00"));
    assertThat(night.to()).isEqualTo(millis("2026-03-29T06:00:00+02:00"));
  }

  @Test
  void e28TheNightShiftHasNineHoursWhenTheClockGoesBack() {
    Segment night = at(calendar(BERLIN, EARLY, LATE, NIGHT), "2026-10-25T01:00:00+02:00");
    assertThat(Duration.ofMillis(night.to() - night.from())).isEqualTo(Duration.ofHours(9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Asia/Kolkata", "Asia/Kathmandu", "Pacific/Chatham", "UTC"})
  void e28ShiftsBeginAtLocalTimeInZonesOffTheHour(String zone) {
    ZoneId local = ZoneId.of(zone);
    Segment early =
        calendar(local, EARLY)
            .at(ZonedDateTime.of(2026, 1, 5, 9, 0, 0, 0, local).toInstant().toEpochMilli(), PRESS);
    assertThat(Instant.ofEpochMilli(early.from()).atZone(local).toLocalTime())
        .isEqualTo(LocalTime.of(6, 0));
    assertThat(Duration.ofMillis(early.to() - early.from())).isEqualTo(Duration.ofHours(8));
  }

  @Test
  void e29TheBusinessDayIsTheShiftsNotMidnights() {
    Shift night = new Shift("night", DAILY, time("22:00"), time("06:00"), 1, List.of(), null, null);
    ExpandedCalendar calendar = calendar(BERLIN, EARLY, LATE, night);
    assertThat(businessDate(at(calendar, "2026-01-05T23:00:00+01:00")))
        .isEqualTo(LocalDate.parse("2026-01-06"));
    assertThat(businessDate(at(calendar, "2026-01-06T05:00:00+01:00")))
        .isEqualTo(LocalDate.parse("2026-01-06"));
    assertThat(businessDate(at(calendar, "2026-01-06T06:00:00+01:00")))
        .isEqualTo(LocalDate.parse("2026-01-06"));
    assertThat(businessDate(at(calendar, "2026-01-06T22:00:00+01:00")))
        .isEqualTo(LocalDate.parse("2026-01-07"));
  }

  @Test
  void e30BetweenShiftsNothingIsScheduledAndTheLocalMidnightCuts() {
    ExpandedCalendar calendar =
        calendar(BERLIN, shift("day", EnumSet.of(FRIDAY, MONDAY), "08:00", "16:00"));
    Segment evening = at(calendar, "2026-01-09T20:00:00+01:00");
    assertThat(evening.shift()).isNull();
    assertThat(evening.shiftStart()).isEqualTo(Fact.NONE);
    assertThat(evening.from()).isEqualTo(millis("2026-01-09T16:00:00+01:00"));
    assertThat(evening.to()).isEqualTo(millis("2026-01-10T00:00:00+01:00"));
    assertThat(businessDate(evening)).isEqualTo(LocalDate.parse("2026-01-09"));
    Segment saturday = at(calendar, "2026-01-10T12:00:00+01:00");
    assertThat(saturday.from()).isEqualTo(millis("2026-01-10T00:00:00+01:00"));
    assertThat(saturday.to()).isEqualTo(millis("2026-01-11T00:00:00+01:00"));
  }

  @Test
  void e30OverlappingShiftsAreRefusedInOneSentence() {
    assertThatThrownBy(
            () -> calendar(BERLIN, EARLY, shift("middle", EnumSet.of(MONDAY), "13:00", "15:00")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Calendar \"plant\": shift \"early\" (06:00 to 14:00, starting on 2026-01-05) overlaps"
                + " shift \"middle\" (13:00 to 15:00, starting on 2026-01-05).");
  }

  @Test
  void e30AShiftThatRunsIntoTheNextDaysShiftIsRefused() {
    Shift night = shift("night", EnumSet.of(SUNDAY), "22:00", "07:00");
    Shift early = shift("early", EnumSet.of(MONDAY), "06:00", "14:00");
    assertThatThrownBy(() -> calendar(BERLIN, early, night)).hasMessageContaining("overlaps");
    assertThatThrownBy(() -> calendar(BERLIN, night, early)).hasMessageContaining("overlaps");
    Shift saturdays = shift("night", EnumSet.of(SATURDAY), "22:00", "07:00");
    assertThat(at(calendar(BERLIN, saturdays, early), "2026-01-11T06:30:00+01:00").shift())
        .isEqualTo("night");
  }

  @Test
  void e30ShiftsThatNeverHoldOnTheSameDayDoNotOverlap() {
    LocalDate change = LocalDate.of(2026, 2, 1);
    Shift old = new Shift("day", DAILY, time("06:00"), time("14:00"), 0, List.of(), null, change);
    Shift young = new Shift("day", DAILY, time("07:00"), time("15:00"), 0, List.of(), change, null);
    ExpandedCalendar calendar = calendar(BERLIN, old, young);
    assertThat(at(calendar, "2026-01-31T06:30:00+01:00").shift()).isEqualTo("day");
    assertThat(at(calendar, "2026-02-01T06:30:00+01:00").shift()).isNull();
    assertThat(at(calendar, "2026-02-01T14:30:00+01:00").shift()).isEqualTo("day");
  }

  @Test
  void aShiftFromMidnightToMidnightIsAWholeDay() {
    Segment day =
        at(calendar(BERLIN, shift("all", DAILY, "00:00", "00:00")), "2026-03-29T12:00:00+02:00");
    assertThat(Duration.ofMillis(day.to() - day.from())).isEqualTo(Duration.ofHours(23));
  }

  @Test
  void aBreakCutsTheShiftAndIsPlanned() {
    Shift shift =
        new Shift(
            "night",
            DAILY,
            time("22:00"),
            time("06:00"),
            0,
            List.of(pause("02:00", "02:30"), pause("22:00", "22:10")),
            null,
            null);
    ExpandedCalendar calendar = calendar(BERLIN, shift);
    Segment pause = at(calendar, "2026-01-06T02:10:00+01:00");
    assertThat(pause.planned()).isTrue();
    assertThat(pause.shift()).isEqualTo("night");
    assertThat(pause.shiftStart()).isEqualTo(millis("2026-01-05T22:00:00+01:00"));
    assertThat(pause.from()).isEqualTo(millis("2026-01-06T02:00:00+01:00"));
    assertThat(pause.to()).isEqualTo(millis("2026-01-06T02:30:00+01:00"));
    assertThat(at(calendar, "2026-01-05T22:05:00+01:00").planned()).isTrue();
    assertThat(at(calendar, "2026-01-06T02:30:00+01:00").planned()).isFalse();
  }

  @Test
  void aBreakOutsideItsShiftIsRefused() {
    Shift shift =
        new Shift(
            "early",
            DAILY,
            time("06:00"),
            time("14:00"),
            0,
            List.of(pause("13:45", "14:15")),
            null,
            null);
    assertThatThrownBy(() -> calendar(BERLIN, shift))
        .hasMessage(
            "Calendar \"plant\": break \"break\" from 13:45 to 14:15 does not lie within shift"
                + " \"early\" from 06:00 to 14:00.");
  }

  @Test
  void badValuesAreRefused() {
    assertThatThrownBy(
            () ->
                calendar(
                    BERLIN,
                    new Shift("x", DAILY, time("06:00"), time("14:00"), 2, List.of(), null, null)))
        .hasMessageContaining("business date offset of 2");
    assertThatThrownBy(() -> calendar(BERLIN, shift(" ", DAILY, "06:00", "14:00")))
        .hasMessageContaining("has no name");
    LocalDate day = LocalDate.of(2026, 1, 1);
    assertThatThrownBy(
            () ->
                calendar(
                    BERLIN,
                    new Shift("x", DAILY, time("06:00"), time("14:00"), 0, List.of(), day, day)))
        .hasMessageContaining("valid to 2026-01-01");
    assertThatThrownBy(() -> withStops(new PlannedStop("meeting", 5, 5, Set.of())))
        .hasMessageContaining("planned stop \"meeting\" ends at");
  }

  @Test
  void onAClosedDayNoShiftBeginsButTheNightBeforeEnds() {
    CalendarRules rules =
        new CalendarRules(
            "plant",
            BERLIN,
            List.of(EARLY, LATE, NIGHT),
            Set.of(LocalDate.of(2026, 1, 6)),
            List.of());
    ExpandedCalendar calendar = new ExpandedCalendar(rules);
    assertThat(at(calendar, "2026-01-06T05:00:00+01:00").shift()).isEqualTo("night");
    assertThat(at(calendar, "2026-01-06T12:00:00+01:00").shift()).isNull();
    assertThat(at(calendar, "2026-01-07T05:00:00+01:00").shift()).isNull();
    assertThat(at(calendar, "2026-01-07T06:00:00+01:00").shift()).isEqualTo("early");
  }

  @Test
  void aPlannedStopIsForTheAssetsItNames() {
    long from = millis("2026-01-05T08:00:00+01:00");
    long to = millis("2026-01-05T09:00:00+01:00");
    ExpandedCalendar calendar =
        withStops(new PlannedStop("maintenance", from, to, Set.of("press-2")));
    assertThat(calendar.at(from, PRESS).planned()).isFalse();
    assertThat(calendar.at(from, "press-2").planned()).isTrue();
    assertThat(calendar.at(from, "press-2").to()).isEqualTo(to);
    assertThat(calendar.at(to, "press-2").planned()).isFalse();
  }

  @Test
  void aPlannedStopThatMeetsABreakIsOneSegmentWithIt() {
    Shift shift =
        new Shift(
            "early",
            DAILY,
            time("06:00"),
            time("14:00"),
            0,
            List.of(pause("09:00", "09:30")),
            null,
            null);
    long from = millis("2026-01-05T09:15:00+01:00");
    long to = millis("2026-01-05T10:00:00+01:00");
    ExpandedCalendar calendar =
        new ExpandedCalendar(
            new CalendarRules(
                "plant",
                BERLIN,
                List.of(shift),
                Set.of(),
                List.of(new PlannedStop("meeting", from, to, Set.of()))));
    Segment planned = calendar.at(from, PRESS);
    assertThat(planned.from()).isEqualTo(millis("2026-01-05T09:00:00+01:00"));
    assertThat(planned.to()).isEqualTo(to);
  }

  @Test
  void whereTheClockSkipsPastTheNextShiftTheEarlierOneEnds() {
    // 02:30 does not exist on that night and becomes 03:30, half an hour into the next shift.
    Shift night = shift("night", DAILY, "22:00", "02:30");
    Shift morning = shift("morning", DAILY, "03:00", "06:00");
    ExpandedCalendar calendar = calendar(BERLIN, night, morning);
    Segment before = at(calendar, "2026-03-29T01:30:00+01:00");
    assertThat(before.shift()).isEqualTo("night");
    assertThat(before.to()).isEqualTo(millis("2026-03-29T03:00:00+02:00"));
    assertThat(at(calendar, "2026-03-29T03:10:00+02:00").shift()).isEqualTo("morning");
  }

  @Test
  void v22AStopOverAShiftChangeIsCutAtTheChange() {
    ExpandedCalendar calendar =
        calendar(
            BERLIN,
            shift("day", DAILY, "09:00", "17:00"),
            shift("evening", DAILY, "17:00", "23:00"));
    long stopStart = millis("2026-01-05T16:00:00+01:00");
    long stopEnd = millis("2026-01-05T19:00:00+01:00");
    List<Duration> parts = new ArrayList<>();
    for (long from = stopStart; from < stopEnd; ) {
      long to = Math.min(stopEnd, calendar.at(from, PRESS).to());
      parts.add(Duration.ofMillis(to - from));
      from = to;
    }
    assertThat(parts).containsExactly(Duration.ofHours(1), Duration.ofHours(2));
  }

  @Test
  void askedInAnyOrderSegmentsTileTimeWithoutGapOrOverlap() {
    long seed = 20260105;
    Random random = new Random(seed);
    Shift early =
        new Shift(
            "early",
            EnumSet.of(MONDAY, FRIDAY),
            time("06:00"),
            time("14:00"),
            0,
            List.of(pause("09:00", "09:15"), pause("12:00", "12:30")),
            null,
            null);
    ExpandedCalendar calendar = calendar(BERLIN, early, NIGHT);
    long start = millis("2026-03-20T00:00:00+01:00");
    for (int i = 0; i < 20_000; i++) {
      long instant = start + (long) (random.nextDouble() * Duration.ofDays(300).toMillis());
      Segment segment = calendar.at(instant, PRESS);
      assertThat(segment.from()).as("seed %s", seed).isLessThanOrEqualTo(instant);
      assertThat(segment.to()).as("seed %s", seed).isGreaterThan(instant);
      assertThat(calendar.at(segment.from(), PRESS)).isEqualTo(segment);
      assertThat(calendar.at(segment.to() - 1, PRESS)).isEqualTo(segment);
      assertThat(calendar.at(segment.to(), PRESS).from()).isEqualTo(segment.to());
      assertThat(calendar.at(segment.to(), PRESS)).isNotEqualTo(segment);
    }
  }

  @Test
  void theFirstDifferenceOfTwoCalendarsIsFound() {
    long from = millis("2026-01-01T00:00:00+01:00");
    long to = millis("2026-02-01T00:00:00+01:00");
    ExpandedCalendar old = calendar(BERLIN, EARLY, LATE);
    assertThat(old.firstDifference(calendar(BERLIN, EARLY, LATE), from, to))
        .isEqualTo(Long.MAX_VALUE);
    CalendarRules closed =
        new CalendarRules(
            "plant", BERLIN, List.of(EARLY, LATE), Set.of(LocalDate.of(2026, 1, 6)), List.of());
    assertThat(old.firstDifference(new ExpandedCalendar(closed), from, to))
        .isEqualTo(millis("2026-01-06T06:00:00+01:00"));
    long stop = millis("2026-01-03T07:00:00+01:00");
    CalendarRules maintained =
        new CalendarRules(
            "plant",
            BERLIN,
            List.of(EARLY, LATE),
            Set.of(),
            List.of(new PlannedStop("maintenance", stop, stop + 1, Set.of("press-2"))));
    assertThat(old.firstDifference(new ExpandedCalendar(maintained), from, to)).isEqualTo(stop);
  }

  private static ExpandedCalendar calendar(ZoneId zone, Shift... shifts) {
    return new ExpandedCalendar(
        new CalendarRules("plant", zone, List.of(shifts), Set.of(), List.of()));
  }

  private static ExpandedCalendar withStops(PlannedStop... stops) {
    return new ExpandedCalendar(
        new CalendarRules("plant", BERLIN, List.of(EARLY), Set.of(), List.of(stops)));
  }

  private static Shift shift(String name, Set<DayOfWeek> days, String start, String end) {
    return new Shift(name, days, time(start), time(end), 0, List.of(), null, null);
  }

  private static Break pause(String start, String end) {
    return new Break("break", time(start), time(end));
  }

  private static LocalTime time(String time) {
    return LocalTime.parse(time);
  }

  private static Segment at(ExpandedCalendar calendar, String instant) {
    return calendar.at(millis(instant), PRESS);
  }

  private static long millis(String instant) {
    return ZonedDateTime.parse(instant).toInstant().toEpochMilli();
  }

  private static LocalDate businessDate(Segment segment) {
    return LocalDate.ofEpochDay(segment.businessDay());
  }
}
