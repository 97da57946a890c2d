package io.takt.ingest.simulator;

import java.time.Duration;
import java.time.Instant;

/** Prints how many facts a second one thread makes for a load; for people, not for a gate. */
final class PlantThroughput {
  private PlantThroughput() {}

  public static void main(String[] arguments) {
    int assets = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    PlantSettings settings = PlantSettings.load(1, Instant.parse("2026-03-11T08:00:00Z"), assets);
    Plant plant = new Plant(settings);
    for (int round = 1; round <= 3; round++) {
      PlantRun run = plant.until(settings.start().plus(Duration.ofMinutes(5)));
      long facts = 0;
      long before = System.nanoTime();
      for (; run.hasNext(); facts++) {
        run.next();
      }
      double seconds = (System.nanoTime() - before) / 1e9;
      System.out.printf(
          "%d assets, round %d: %d facts in %.2f s = %.0f a second, %.2f an asset and second%n",
          assets, round, facts, seconds, facts / seconds, facts / (double) assets / 300);
    }
  }
}
