package io.takt.embedded.run;

import io.takt.embedded.EmbeddedStack;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.ingest.replay.Delivery;
import io.takt.ingest.replay.FactStream;
import io.takt.ingest.replay.Replay;
import io.takt.ingest.replay.Window;
import io.takt.jobs.oee.PlantClock;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.core.execution.JobClient;

/** Recorded facts through the same stack, as fast as it goes, and the figures of their window. */
public final class ReplayRun {
  private ReplayRun() {}

  /**
   * Runs it.
   *
   * @param replay what to publish
   * @param reportFile where to write the report; null: nowhere
   * @param buildSeconds what the build before took
   * @param bootSeconds what the stack took to start
   * @return whether all checks hold
   */
  public static boolean run(
      EmbeddedStack stack, Replay replay, Path reportFile, double buildSeconds, double bootSeconds)
      throws Exception {
    Screen screen = Screen.ofProcess();
    Window window = replay.window();
    long began = System.nanoTime();
    PlantStack plantStack = PlantStack.install(stack);
    screen.done("database laid out", since(began));
    try (KafkaFactPublisher publisher = plantStack.publisher();
        Watch watch = Watch.open(plantStack, screen)) {
      replay
          .tables()
          .forEach(row -> publisher.publish(row.topic(), row.key(), row.value(), window.from()));
      publisher.flush();

      began = System.nanoTime();
      // The recorded time is over: the plant's clock stands at the end of the window.
      PlantClock clock =
          new PlantClock(
              System.currentTimeMillis(),
              window.to().toEpochMilli(),
              1,
              window.to().toEpochMilli());
      JobClient job = plantStack.startOee(clock);
      JobClient causes = plantStack.startDowntime(clock);
      JobClient anomalies = plantStack.startAnomaly(clock);
      if (!watch.awaitAssets(replay.assets().size())) {
        screen.say("The job does not start; what it says is in " + plantStack.logs());
        return false;
      }
      screen.done("jobs oee, downtime and anomaly run", since(began));
      Addresses.of(stack).forEach(screen::say);

      long running = System.nanoTime();
      watch.begin(clock, publisher, false);
      try (FactStream facts = replay.facts()) {
        while (facts.hasNext()) {
          Delivery fact = facts.next();
          publisher.publish(fact.topic(), fact.key(), fact.value(), fact.arrivedAt());
          watch.failIfBroken();
        }
      }
      publisher.flush();
      boolean settled = watch.settle(window.to());
      RunReport report =
          watch.report(
              window.from(),
              window.to(),
              null,
              new RunReport.Seconds(buildSeconds, bootSeconds, since(running).toMillis() / 1000.0));
      if (reportFile != null) {
        report.write(reportFile);
      }
      Summary.of(report, settled).forEach(screen::say);
      if (reportFile != null) {
        screen.say("  report in " + reportFile);
      }
      job.cancel().get();
      causes.cancel().get();
      anomalies.cancel().get();
      return settled && report.holds();
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
