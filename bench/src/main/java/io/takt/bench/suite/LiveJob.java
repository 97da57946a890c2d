package io.takt.bench.suite;

import io.takt.embedded.Part;
import io.takt.jobs.oee.OeeSettings;
import io.takt.jobs.oee.PlantClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The oee job by the wall clock, as it runs in a plant. */
final class LiveJob {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private LiveJob() {}

  static OeeSettings settings(Bed bed) throws Exception {
    return OeeSettings.embedded(
        bed.stack().bootstrapServers(),
        bed.stack().registry().url(),
        bed.writer(),
        PlantClock.WALL);
  }

  /** From no earlier checkpoint; one every five seconds, as the job's defaults are. */
  static StreamExecutionEnvironment environment(Bed bed) throws Exception {
    Configuration settings = new Configuration();
    Path checkpoints = Files.createTempDirectory(bed.stack().directory(), "checkpoints");
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createRemoteEnvironment(
            "127.0.0.1", bed.stack().ports().get(Part.FLINK), settings);
    env.setParallelism(1);
    return env;
  }

  /** Waits until the job has read what describes the machines. */
  static void awaitAssets(Bed bed, int assets) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try (Connection connection = bed.superuser();
        Statement statement = connection.createStatement()) {
      while (System.nanoTime() < until) {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM asset")) {
          row.next();
          if (row.getInt(1) >= assets) {
            return;
          }
        }
        Thread.sleep(100);
      }
    }
    throw new VoidResultException("the job did not read %d assets".formatted(assets));
  }
}
