package io.takt.bench.chaos;

import io.takt.ingest.simulator.Plant;
import io.takt.ingest.simulator.PlantSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the plant does: the same for an undisturbed run and one with faults.
 *
 * @param seed of the plant
 * @param length of the plant's time, whole minutes
 */
record Plan(long seed, Duration length) {

  static final int ASSETS = 12;

  /** A while after shifts have changed everywhere, so that none ends while the jobs still start. */
  private static final Instant START = Instant.parse("2026-03-02T05:30:00Z");

  Instant start() {
    return START;
  }

  Instant end() {
    return START.plus(length);
  }

  /** The plant; every fault of its own happens to each line within the run. */
  Plant plant() {
    return new Plant(
        PlantSettings.of(seed, START, ASSETS)
            .withTelemetryEvery(Duration.ZERO)
            .withFaultCycle(
                length.compareTo(Duration.ofHours(1)) < 0 ? Duration.ofHours(1) : length));
  }

  /** As arguments of a process. */
  List<String> arguments() {
    return List.of(Long.toString(seed), length.toString());
  }

  /** What {@link #arguments} said, from a place in a list on. */
  static Plan of(String[] arguments, int from) {
    return new Plan(Long.parseLong(arguments[from]), Duration.parse(arguments[from + 1]));
  }
}
