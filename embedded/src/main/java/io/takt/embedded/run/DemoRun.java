package io.takt.embedded.run;

import io.takt.embedded.EmbeddedStack;
import io.takt.ingest.gateway.Gateway;
import io.takt.ingest.gateway.access.Digests;
import io.takt.ingest.gateway.plant.PlantTime;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.ingest.simulator.Plant;
import io.takt.ingest.simulator.PlantRun;
import io.takt.ingest.simulator.PlantSettings;
import io.takt.jobs.oee.PlantClock;
import io.takt.sinks.notify.Notifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.apache.flink.core.execution.JobClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulated plant on the embedded stack, and how true the figures are in the end. */
public final class DemoRun {

  private static final Logger LOG = LoggerFactory.getLogger(DemoRun.class);

  /** From so many machines on, the plant is there for its load: no faults, no books. */
  private static final int LOAD_FROM = 1_000;

  private static final Duration HEAD_START = Duration.ofSeconds(4);

  /**
   * What to run.
   *
   * @param length on the wall's clock
   * @param speed plant's seconds per second of the wall
   * @param start first instant of plant time, a whole minute
   * @param report where to write the report; null: nowhere
   * @param buildSeconds what the build before took
   */
  public record Settings(
      Duration length,
      double speed,
      int assets,
      long seed,
      Instant start,
      Path report,
      double buildSeconds) {

    /** End of the plant's time: whole minutes, at least one. */
    Instant end() {
      long minutes = (long) (length.toMillis() * speed) / 60_000;
      return start.plus(Duration.ofMinutes(Math.max(1, minutes)));
    }
  }

  private DemoRun() {}

  /**
   * Runs it.
   *
   * @param alerts what alerts are raised for and who hears of them
   * @param bootSeconds what the stack took to start
   * @return whether all checks hold
   */
  public static boolean run(
      EmbeddedStack stack, Settings settings, AlertSetup alerts, double bootSeconds)
      throws Exception {
    Screen screen = Screen.ofProcess();
    Instant end = settings.end();
    boolean load = settings.assets() >= LOAD_FROM;
    PlantSettings plantSettings =
        load
            ? PlantSettings.load(settings.seed(), settings.start(), settings.assets())
            : PlantSettings.of(settings.seed(), settings.start(), settings.assets());
    long began = System.nanoTime();
    PlantStack plantStack = PlantStack.install(stack);
    screen.done("database laid out", since(began));

    began = System.nanoTime();
    Plant plant = new Plant(plantSettings);
    try (KafkaFactPublisher publisher = plantStack.publisher();
        Watch watch = Watch.open(plantStack, screen)) {
      plant
          .tables()
          .forEach(row -> publisher.publish(row.topic(), row.key(), row.row(), settings.start()));
      publisher.flush();
      screen.done(
          "plant of %,d machines described, seed %d".formatted(settings.assets(), settings.seed()),
          since(began));

      began = System.nanoTime();
      PlantClock clock =
          new PlantClock(
              System.currentTimeMillis() + HEAD_START.toMillis(),
              settings.start().toEpochMilli(),
              settings.speed(),
              end.toEpochMilli());
      JobClient job = plantStack.startOee(clock);
      JobClient causes = plantStack.startDowntime(clock);
      JobClient anomalies = plantStack.startAnomaly(clock);
      if (!watch.awaitAssets(settings.assets())) {
        screen.say("The job does not start; what it says is in " + plantStack.logs());
        return false;
      }
      JobClient alertsJob = plantStack.startAlerts(clock, alerts.rules());
      screen.done("jobs oee, downtime, anomaly and alerts run", since(began));
      Addresses.of(stack).forEach(screen::say);
      Dashboards.of(stack, settings.start(), end).forEach(screen::say);

      long running = System.nanoTime();
      PlantRun run = plant.until(end);
      boolean settled;
      String token = Digests.newSecret();
      try (Gateway gateway = gateway(plantStack, clock, token);
          Notifier notifier =
              plantStack.startNotifier(
                  clock, alerts.routing(), line -> screen.say("  ! " + line))) {
        screen.say("    Gateway          " + gateway.url());
        screen.say("      people         op-1 PIN 1111, op-2 PIN 2222, supervisor lead-1 PIN 9999");
        screen.say("      token          " + token);
        watch.begin(clock, publisher, true);
        Pace.feed(run, clock, publisher);
        watch.failIfBroken();
        publisher.flush();
        settled = watch.settle(end);
        LOG.info("messages of alerts: {}", notifier.counts());
      }
      double runSeconds = since(running).toMillis() / 1000.0;

      RunReport report =
          watch.report(
              settings.start(),
              end,
              load ? null : run.truth(),
              new RunReport.Seconds(settings.buildSeconds(), bootSeconds, runSeconds));
      if (settings.report() != null) {
        report.write(settings.report());
      }
      Summary.of(report, settled).forEach(screen::say);
      if (settings.report() != null) {
        screen.say("  report in " + settings.report());
      }
      screen.say(
          String.format(
              Locale.ROOT, "  %,.0f facts/s on the wall's clock", watch.published() / runSeconds));
      alertsJob.cancel().get();
      job.cancel().get();
      causes.cancel().get();
      anomalies.cancel().get();
      return settled && report.holds();
    }
  }

  private static Gateway gateway(PlantStack plantStack, PlantClock clock, String token)
      throws IOException, InterruptedException {
    return plantStack.startGateway(
        new PlantTime(
            () -> Instant.ofEpochMilli(clock.now(System.currentTimeMillis())), clock.speed()),
        DemoPeople.with(token));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
