package io.takt.ingest.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Everything a plant follows from.
 *
 * @param seed the same seed gives the same plant
 * @param start first instant of plant time, a whole minute
 * @param assets number of machines, 1 to 100 000; they stand in lines of four or five
 * @param countEvery how often machines report counts
 * @param heartbeatEvery how often a state that did not change is reported
 * @param telemetryEvery how often each signal is sampled; zero: no telemetry
 * @param sampleAlways true: a count is sent each period even if nothing was made
 * @param faultCycle each line has its outages once per this time
 * @param orderHorizon for how long the ERP has orders
 * @param keepTruth false: no books are kept, for long runs of many machines
 * @param faults what goes wrong on the way
 */
public record PlantSettings(
    long seed,
    Instant start,
    int assets,
    Duration countEvery,
    Duration heartbeatEvery,
    Duration telemetryEvery,
    boolean sampleAlways,
    Duration faultCycle,
    Duration orderHorizon,
    boolean keepTruth,
    FaultSettings faults) {

  private static final int MOST_ASSETS = 100_000;

  public PlantSettings {
    if (!start.equals(start.truncatedTo(ChronoUnit.MINUTES))) {
      throw new IllegalArgumentException("start must be a whole minute, not " + start);
    }
    if (assets < 1 || assets > MOST_ASSETS) {
      throw new IllegalArgumentException("assets must be 1 to " + MOST_ASSETS + ", not " + assets);
    }
    atLeast("countEvery", countEvery, Duration.ofMillis(100));
    atLeast("heartbeatEvery", heartbeatEvery, Duration.ofSeconds(1));
    if (!telemetryEvery.isZero()) {
      atLeast("telemetryEvery", telemetryEvery, Duration.ofMillis(100));
    }
    atLeast("faultCycle", faultCycle, Duration.ofMinutes(30));
    atLeast("orderHorizon", orderHorizon, Duration.ofHours(1));
  }

  /** The plant for a first look: every fault within twenty hours. */
  public static PlantSettings of(long seed, Instant start, int assets) {
    return new PlantSettings(
        seed,
        start,
        assets,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        false,
        Duration.ofHours(20),
        Duration.ofDays(7),
        true,
        FaultSettings.ALL);
  }

  /** The plant for a load: one count per machine and second, nothing else but changes, no books. */
  public static PlantSettings load(long seed, Instant start, int assets) {
    return new PlantSettings(
        seed,
        start,
        assets,
        Duration.ofSeconds(1),
        Duration.ofMinutes(10),
        Duration.ZERO,
        true,
        Duration.ofHours(20),
        Duration.ofHours(24),
        false,
        FaultSettings.NONE);
  }

  /** The same with other faults. */
  public PlantSettings with(FaultSettings others) {
    return new PlantSettings(
        seed,
        start,
        assets,
        countEvery,
        heartbeatEvery,
        telemetryEvery,
        sampleAlways,
        faultCycle,
        orderHorizon,
        keepTruth,
        others);
  }

  /** The same with another telemetry period; zero: none. */
  public PlantSettings withTelemetryEvery(Duration period) {
    return new PlantSettings(
        seed,
        start,
        assets,
        countEvery,
        heartbeatEvery,
        period,
        sampleAlways,
        faultCycle,
        orderHorizon,
        keepTruth,
        faults);
  }

  /** The same with the outages once per another time, for short runs. */
  public PlantSettings withFaultCycle(Duration cycle) {
    return new PlantSettings(
        seed,
        start,
        assets,
        countEvery,
        heartbeatEvery,
        telemetryEvery,
        sampleAlways,
        cycle,
        orderHorizon,
        keepTruth,
        faults);
  }

  private static void atLeast(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
  }
}
