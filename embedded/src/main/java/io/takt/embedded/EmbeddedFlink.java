package io.takt.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink in this process, with its web UI; checkpoints outlive it. */
final class EmbeddedFlink implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);
  private static final Duration ALIGNED_LIMIT = Duration.ofSeconds(2);

  private final MiniCluster cluster;
  private final Path checkpoints;
  private final int port;

  private EmbeddedFlink(MiniCluster cluster, Path checkpoints, int port) {
    this.cluster = cluster;
    this.checkpoints = checkpoints;
    this.port = port;
  }

  static EmbeddedFlink start(StackDirectory directory, int port, int slots)
      throws StackException, IOException {
    Path temporary = Files.createDirectories(directory.of("flink-temporary"));
    Configuration settings = new Configuration();
    settings.set(RestOptions.ADDRESS, HOST);
    settings.set(RestOptions.BIND_ADDRESS, HOST);
    settings.set(RestOptions.PORT, port);
    settings.set(RestOptions.BIND_PORT, Integer.toString(port));
    settings.set(JobManagerOptions.ADDRESS, HOST);
    settings.set(JobManagerOptions.BIND_HOST, HOST);
    settings.set(TaskManagerOptions.HOST, HOST);
    settings.set(TaskManagerOptions.BIND_HOST, HOST);
    // State is on the heap, so Flink's own memory serves the network buffers alone.
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    settings.set(CoreOptions.TMP_DIRS, temporary.toString());
    settings.set(WebOptions.TMP_DIR, temporary.toString());
    // Jobs are ours; nobody else's jar runs in this process.
    settings.set(WebOptions.SUBMIT_ENABLE, false);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setCommonBindAddress(HOST)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    EmbeddedFlink flink =
        new EmbeddedFlink(cluster, Files.createDirectories(directory.of("checkpoints")), port);
    try {
      cluster.start();
      return flink;
    } catch (Exception e) {
      flink.close();
      throw new StackException(
          "Flink does not start (" + e.getMessage() + "); what it says is in " + directory.logs(),
          e);
    }
  }

  /**
   * Where a job of this name is built and started. It goes on from its newest checkpoint, if it has
   * one.
   *
   * @param job in kebab-case; names its folder of checkpoints
   */
  StreamExecutionEnvironment environment(String job) throws IOException {
    Path folder = checkpoints.resolve(job);
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.NAME, job);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    settings.set(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, ALIGNED_LIMIT);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    CheckpointFolder.newest(folder)
        .ifPresent(
            path -> settings.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));
    return StreamExecutionEnvironment.createRemoteEnvironment(HOST, port, settings);
  }

  /** Takes a checkpoint of a running job; returns when it is complete. */
  void checkpoint(JobClient job) throws InterruptedException, ExecutionException {
    cluster.triggerCheckpoint(job.getJobID(), CheckpointType.DEFAULT).get();
  }

  /** Its web UI. */
  String url() {
    return "http://" + HOST + ":" + port;
  }

  @Override
  public String toString() {
    return "Flink";
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
