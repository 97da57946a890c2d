package io.takt.jobs.oee;

import io.takt.jobs.intake.AssetInput;
import io.takt.jobs.intake.AssetInput.Described;
import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.intake.FactTopic;
import io.takt.jobs.intake.SharedRow;
import io.takt.jobs.timeline.AssetSettings;
import io.takt.jobs.timeline.AssetSettings.CounterSettings;
import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.CalendarRules.Shift;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.OperatorEntry;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small plant: what its parts would say. Instants are epoch milliseconds. */
final class Plant {

  static final String PRESS = "press-1";
  static final String DAY_AND_NIGHT = "day-and-night";
  static final long MINUTE = Duration.ofMinutes(1).toMillis();
  static final long HOUR = Duration.ofHours(1).toMillis();
  static final long HORIZON = Duration.ofDays(3).toMillis();

  private Plant() {}

  /** That time on Monday, 2026-01-05, UTC. */
  static long monday(String time) {
    return Instant.parse("2026-01-05T" + time + "Z").toEpochMilli();
  }

  static AssetInput described(String asset) {
    return new Described(asset, settings(asset));
  }

  static AssetSettings settings(String asset) {
    return new AssetSettings(
        asset,
        "UTC",
        DAY_AND_NIGHT,
        Fact.NONE,
        Duration.ofMinutes(5).toMillis(),
        Duration.ofMinutes(15).toMillis(),
        0,
        1,
        CounterSettings.PLAIN,
        Map.of());
  }

  /** One shift, all day. */
  static SharedRow dayAndNight() {
    return new SharedRow.OfCalendar(
        DAY_AND_NIGHT,
        new CalendarRules(
            DAY_AND_NIGHT,
            ZoneOffset.UTC,
            List.of(
                new Shift(
                    "all",
                    EnumSet.allOf(DayOfWeek.class),
                    LocalTime.MIDNIGHT,
                    LocalTime.MIDNIGHT,
                    0,
                    List.of(),
                    null,
                    null)),
            Set.of(),
            List.of()));
  }

  /** A state that arrived as it began. */
  static Reported state(String asset, long at, String word) {
    return state(asset, at, at, word);
  }

  static Reported state(String asset, long at, long arrivedAt, String word) {
    return new Reported(
        FactTopic.MACHINE_STATES,
        0,
        at - monday("00:00:00"),
        asset,
        new Fact.OfState(at, arrivedAt, word, "plc", 0));
  }

  /** A difference that arrived at once. */
  static Reported made(String asset, long at, double good) {
    return new Reported(
        FactTopic.PRODUCTION_COUNTS,
        0,
        at - monday("00:00:00"),
        asset,
        new Fact.OfCount(
            at,
            at,
            false,
            false,
            Double.NaN,
            good,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            null,
            "plc",
            1));
  }

  static Reported reason(String asset, long at, long from, long to, String reason) {
    return new Reported(
        FactTopic.OPERATOR_EVENTS,
        0,
        at - monday("00:00:00"),
        asset,
        new Fact.OfOperator(
            at,
            at,
            "entry-" + at,
            OperatorEntry.REASON_GIVEN,
            from,
            to,
            reason,
            null,
            null,
            false,
            Double.NaN,
            List.of(),
            null,
            "op-7",
            "it was the feeder",
            "tablet",
            0));
  }
}
