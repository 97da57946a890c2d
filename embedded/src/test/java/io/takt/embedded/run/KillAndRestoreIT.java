package io.takt.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.embedded.EmbeddedStack;
import io.takt.embedded.FlinkProcess;
import io.takt.embedded.StackForTests;
import io.takt.embedded.StackListener;
import io.takt.embedded.StackSettings;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.ingest.simulator.Plant;
import io.takt.ingest.simulator.PlantSettings;
import io.takt.jobs.oee.PlantClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The job's process is killed at random moments and goes on from its last checkpoint. More of them:
 * {@code -Dtakt.kill.seeds=1,2,3,4 -Dtakt.kill.times=5}.
 */
class KillAndRestoreIT {

  private static final int HEAP_MIB = 768;
  private static final Instant START = Instant.parse("2026-03-02T04:00:00Z");
  private static final Duration PLANT_TIME = Duration.ofHours(20);
  private static final double SPEED = 1_800;
  private static final int ASSETS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void a_job_killed_at_random_moments_books_row_for_row_what_an_undisturbed_one_books()
      throws Exception {
    int times = Integer.getInteger("takt.kill.times", 3);
    for (String text : System.getProperty("takt.kill.seeds", "11").split(",", -1)) {
      long seed = Long.parseLong(text.strip());
      TableContents undisturbed = run(seed, List.of());
      List<Long> moments = moments(seed, times);
      TableContents killed = run(seed, moments);
      System.out.printf(
          "seed %d, killed after %s ms: %d rows compared%n", seed, moments, undisturbed.size());
      assertThat(undisturbed.rows().get("ledger").size()).isGreaterThan(ASSETS * 20 * 60);
      assertThat(undisturbed.differences(killed)).as("seed %d, kills %s", seed, moments).isEmpty();
    }
  }

  /** Random moments of the run, in milliseconds after its start. */
  private static List<Long> moments(long seed, int times) {
    Random random = new Random(seed);
    long length = (long) (PLANT_TIME.toMillis() / SPEED);
    List<Long> moments = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      moments.add(1_000 + (long) (random.nextDouble() * (length + 4_000)));
    }
    moments.sort(null);
    return moments;
  }

  private static TableContents run(long seed, List<Long> kills) throws Exception {
    Path directory = StackForTests.freshDirectory("kill");
    Instant end = START.plus(PLANT_TIME);
    Plant plant = new Plant(PlantSettings.of(seed, START, ASSETS));
    try (EmbeddedStack stack =
        EmbeddedStack.start(
            StackSettings.in(directory.resolve("stack")).onAnyPorts(), StackListener.silent())) {
      PlantStack plantStack = PlantStack.install(stack);
      try (KafkaFactPublisher publisher = plantStack.publisher();
          var admin = plantStack.admin();
          var reader = plantStack.reader()) {
        plant.tables().forEach(row -> publisher.publish(row.topic(), row.key(), row.row(), START));
        publisher.flush();
        long origin = System.currentTimeMillis() + 6_000;
        PlantClock clock = new PlantClock(origin, START.toEpochMilli(), SPEED, end.toEpochMilli());
        Path flinkDirectory = directory.resolve("flink");
        FlinkProcess flink = FlinkProcess.start(stack, flinkDirectory, clock, HEAP_MIB);
        CompletableFuture<Void> feed =
            CompletableFuture.runAsync(() -> Pace.feed(plant.until(end), clock, publisher));
        try {
          for (long moment : kills) {
            await(feed, origin + moment);
            flink.killHard();
            flink = FlinkProcess.start(stack, flinkDirectory, clock, HEAP_MIB);
          }
          feed.get(10, TimeUnit.MINUTES);
          publisher.flush();
          boolean settled = Watch.settling(admin).await(reader, end, PATIENCE, lag -> {});
          assertThat(flink.isAlive()).isTrue();
          assertThat(settled).as("everything is in the database").isTrue();
          // How often a shift was reported depends on when the job could look.
          return TableContents.read(reader, List.of(), List.of("version", "restated"));
        } finally {
          flink.close();
        }
      }
    }
  }

  /** Waits for a moment of the wall's clock, or for the feed's failure. */
  private static void await(CompletableFuture<Void> feed, long wall) throws Exception {
    CompletableFuture<Void> moment =
        CompletableFuture.runAsync(
            () -> {},
            CompletableFuture.delayedExecutor(
                Math.max(0, wall - System.currentTimeMillis()), TimeUnit.MILLISECONDS));
    moment.get();
    if (feed.isCompletedExceptionally()) {
      feed.get();
    }
  }
}
