package io.takt.bench.chaos;

import io.takt.embedded.run.Pace;
import io.takt.ingest.simulator.Plant;
import io.takt.jobs.oee.PlantClock;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistryAddress;
import java.nio.file.Path;

/** The simulated plant as a process of its own: each fact when it arrives. */
public final class FeederProcess {

  private static final int CLOCK = 3;
  private static final int PLAN = 7;

  private FeederProcess() {}

  /**
   * Ends when everything is delivered.
   *
   * @param arguments Kafka, registry, file that orders the new schema, the clock's four, the plan's
   */
  public static void main(String[] arguments) throws Exception {
    RegistryAddress address = new RegistryAddress(arguments[1]);
    PlantClock clock = ClockText.of(arguments, CLOCK);
    Plan plan = Plan.of(arguments, PLAN);
    Plant plant = plan.plant();
    try (Registry registry = address.connect();
        PatientPublisher kafka = new PatientPublisher(arguments[0], address)) {
      NewSchema sender = new NewSchema(kafka, registry, Path.of(arguments[2]));
      Pace.feed(plant.until(plan.end()), clock, sender);
      kafka.flush();
    }
  }
}
