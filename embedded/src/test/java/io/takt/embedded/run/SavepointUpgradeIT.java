package io.takt.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.embedded.EmbeddedStack;
import io.takt.embedded.StackForTests;
import io.takt.embedded.StackListener;
import io.takt.embedded.StackSettings;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.ingest.simulator.Plant;
import io.takt.ingest.simulator.PlantSettings;
import io.takt.jobs.oee.OeeJob;
import io.takt.jobs.oee.OeeSettings;
import io.takt.jobs.oee.PlantClock;
import io.takt.schemas.Cleanup;
import io.takt.schemas.TopicCatalogue;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * An upgrade as docs/deploy.md has it: the job is stopped with a savepoint, and a next version goes
 * on from it. The next version has one more source and sink and twice the parallelism, so state
 * finds its place by the operators' uids alone. What the first one had read is deleted from Kafka
 * in between: only the savepoint still knows it.
 */
class SavepointUpgradeIT {

  private static final long SEED = 7;
  private static final Instant START = Instant.parse("2026-03-02T04:00:00Z");
  private static final Duration PLANT_TIME = Duration.ofHours(8);
  private static final double SPEED = 720;
  private static final int ASSETS = 6;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The upgrade comes when a checkpoint covers so many facts: in the midst of the run. */
  private static final long READ_BEFORE = 2_000;

  @Test
  void a_next_version_goes_on_from_the_savepoint_of_the_last_with_the_same_figures()
      throws Exception {
    TableContents undisturbed = run(false);
    TableContents upgraded = run(true);
    System.out.printf("seed %d: %d rows compared after an upgrade%n", SEED, undisturbed.size());
    assertThat(undisturbed.rows().get("ledger").size()).isGreaterThan(ASSETS * 8 * 60);
    assertThat(undisturbed.differences(upgraded)).as("seed %d", SEED).isEmpty();
  }

  private static TableContents run(boolean upgrade) throws Exception {
    Path directory = StackForTests.freshDirectory(upgrade ? "upgraded" : "not-upgraded");
    Instant end = START.plus(PLANT_TIME);
    Plant plant = new Plant(PlantSettings.of(SEED, START, ASSETS));
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
        JobClient job = plantStack.startOee(clock);
        CompletableFuture<Void> feed =
            CompletableFuture.runAsync(() -> Pace.feed(plant.until(end), clock, publisher));
        if (upgrade) {
          awaitRead(admin);
          upgrade(stack, admin, job, clock);
        }
        feed.get(10, TimeUnit.MINUTES);
        publisher.flush();
        assertThat(Watch.settling(admin).await(reader, end, PATIENCE, lag -> {}))
            .as("everything is in the database")
            .isTrue();
        return TableContents.read(reader, List.of(), List.of("version", "restated"));
      }
    }
  }

  private static void upgrade(EmbeddedStack stack, Admin admin, JobClient job, PlantClock clock)
      throws Exception {
    Path folder = stack.directory().resolve("checkpoints").resolve(OeeJob.NAME);
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(2, TimeUnit.MINUTES);
    job.getJobExecutionResult().get(1, TimeUnit.MINUTES);
    assertThat(forgetWhatWasRead(admin)).as("facts that only the savepoint knows").isPositive();

    StreamExecutionEnvironment next = stack.environment(OeeJob.NAME);
    assertThat(next.getConfiguration().get(StateRecoveryOptions.SAVEPOINT_PATH))
        .contains(savepoint.substring(savepoint.lastIndexOf('/') + 1));
    next.setParallelism(2);
    next.fromSequence(1, 3)
        .uid("new-in-this-version")
        .sinkTo(new DiscardingSink<>())
        .uid("new-sink-in-this-version");
    OeeJob.start(
        OeeSettings.embedded(
            stack.bootstrapServers(),
            stack.registry().url(),
            new DatabaseSettings(
                stack.database().jdbcUrl(), Database.WRITER, stack.secrets().writer()),
            clock),
        next);
  }

  private static void awaitRead(Admin admin) throws Exception {
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    long read = 0;
    while (System.nanoTime() < until) {
      read = facts(admin).values().stream().mapToLong(Long::longValue).sum();
      if (read >= READ_BEFORE) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    assertThat(read).as("facts that a checkpoint covers").isGreaterThanOrEqualTo(READ_BEFORE);
  }

  /** Deletes the facts up to what the job's last checkpoint covers; says how many. */
  private static long forgetWhatWasRead(Admin admin) throws Exception {
    Map<TopicPartition, RecordsToDelete> gone = new HashMap<>();
    long facts = 0;
    for (Map.Entry<TopicPartition, Long> one : facts(admin).entrySet()) {
      gone.put(one.getKey(), RecordsToDelete.beforeOffset(one.getValue()));
      facts += one.getValue();
    }
    admin.deleteRecords(gone).all().get();
    return facts;
  }

  /** How far the job's checkpoints cover each partition of facts; tables are kept whole. */
  private static Map<TopicPartition, Long> facts(Admin admin) throws Exception {
    Map<TopicPartition, Long> covered = new HashMap<>();
    for (Map.Entry<TopicPartition, OffsetAndMetadata> one :
        admin
            .listConsumerGroupOffsets(OeeJob.GROUP)
            .partitionsToOffsetAndMetadata()
            .get()
            .entrySet()) {
      boolean isTable =
          TopicCatalogue.byName(one.getKey().topic()).orElseThrow().cleanup() == Cleanup.COMPACT;
      if (!isTable && one.getValue() != null && one.getValue().offset() > 0) {
        covered.put(one.getKey(), one.getValue().offset());
      }
    }
    return covered;
  }
}
