package io.takt.jobs.oee;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's settings that suit the jobs, wherever the cluster's own configuration says nothing. */
public final class JobDefaults {

  private JobDefaults() {}

  /** Makes them hold. */
  public static void apply(StreamExecutionEnvironment env) {
    ReadableConfig cluster = env.getConfiguration();
    Configuration defaults = new Configuration();
    set(defaults, cluster, CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5));
    set(defaults, cluster, CheckpointingOptions.ENABLE_UNALIGNED, true);
    set(defaults, cluster, CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, Duration.ofSeconds(2));
    set(
        defaults,
        cluster,
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    set(defaults, cluster, ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(10));
    set(defaults, cluster, PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(100));
    set(defaults, cluster, RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    set(
        defaults,
        cluster,
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    set(
        defaults,
        cluster,
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(30));
    // What the code relies on: never the cluster's choice.
    defaults.set(PipelineOptions.GENERIC_TYPES, false);
    defaults.set(PipelineOptions.OBJECT_REUSE, true);
    defaults.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    env.configure(defaults);
  }

  private static <T> void set(
      Configuration defaults, ReadableConfig cluster, ConfigOption<T> option, T value) {
    if (cluster.getOptional(option).isEmpty()) {
      defaults.set(option, value);
    }
  }
}
