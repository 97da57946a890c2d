package io.takt.bench.chaos;

import io.takt.jobs.oee.PlantClock;
import java.time.Instant;
import java.util.List;

/** The plant's clock as processes are told of it. */
final class ClockText {

  private ClockText() {}

  /** As settings of a job. */
  static List<String> settings(PlantClock clock) {
    return List.of(
        "--clock.wall-origin", Instant.ofEpochMilli(clock.wallOrigin()).toString(),
        "--clock.plant-origin", Instant.ofEpochMilli(clock.plantOrigin()).toString(),
        "--clock.speed", Double.toString(clock.speed()),
        "--clock.stop", Instant.ofEpochMilli(clock.stop()).toString());
  }

  /** As arguments of a process. */
  static List<String> arguments(PlantClock clock) {
    return List.of(
        Long.toString(clock.wallOrigin()),
        Long.toString(clock.plantOrigin()),
        Double.toString(clock.speed()),
        Long.toString(clock.stop()));
  }

  /** What {@link #arguments} said, from a place in a list on. */
  static PlantClock of(String[] arguments, int from) {
    return new PlantClock(
        Long.parseLong(arguments[from]),
        Long.parseLong(arguments[from + 1]),
        Double.parseDouble(arguments[from + 2]),
        Long.parseLong(arguments[from + 3]));
  }
}
