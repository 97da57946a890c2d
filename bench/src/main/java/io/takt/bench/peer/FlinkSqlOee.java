package io.takt.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;

/**
 * The OEE in Flink SQL, in {@code oee.sql}: sums in windows of one minute by event time, in two
 * steps and mini-batches, and the stock JDBC sink. It reads to the end of the topics as it finds
 * them, since only then is the last window closed, and is done.
 *
 * <p>It runs on a Flink of its own in this process: the embedded one, on which the oee job runs in
 * this process too, has too little managed memory for SQL's sums.
 */
public final class FlinkSqlOee implements Peer {

  private static final String SCRIPT = "oee.sql";
  private static final int SINK_ROWS = 5_000;
  private static final long MINI_BATCH = 5_000;
  private static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(128);

  private final Map<String, String> consumer;

  /**
   * @param consumer settings of Kafka's consumers
   */
  public FlinkSqlOee(Map<String, String> consumer) {
    this.consumer = consumer;
  }

  @Override
  public Run start(PeerSite site) throws Exception {
    StreamExecutionEnvironment env = environment(site);
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
    tables.getConfig().set(PipelineOptions.NAME, "oee in SQL");
    tables.getConfig().set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ENABLED, true);
    tables.getConfig().set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ALLOW_LATENCY, site.flush());
    tables.getConfig().set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_SIZE, MINI_BATCH);
    new SqlInputs(site, consumer, env, tables).declare();
    tables.createTemporarySystemFunction("minutes_of", MinutesOf.class);
    tables.createTemporaryTable("oee_minute", sink(site));
    JobClient job = null;
    for (String statement : statements()) {
      job = tables.executeSql(statement).getJobClient().orElse(null);
    }
    if (job == null) {
      throw new IllegalStateException(SCRIPT + " does not end with what starts a job");
    }
    return new Job(job, job.getJobExecutionResult());
  }

  private static StreamExecutionEnvironment environment(PeerSite site) throws IOException {
    Configuration settings = new Configuration();
    settings.set(
        CoreOptions.TMP_DIRS, Files.createTempDirectory(site.directory(), "sql").toString());
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(100));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, site.every());
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Files.createTempDirectory(site.directory(), "checkpoints").toUri().toString());
    return StreamExecutionEnvironment.createLocalEnvironment(1, settings);
  }

  private static TableDescriptor sink(PeerSite site) {
    return TableDescriptor.forConnector("jdbc")
        .schema(
            Schema.newBuilder()
                .column("asset_id", DataTypes.STRING().notNull())
                .column("minute", DataTypes.TIMESTAMP(3).notNull())
                .column("running_ms", DataTypes.BIGINT())
                .column("stopped_ms", DataTypes.BIGINT())
                .column("good", DataTypes.DOUBLE())
                .column("ideal_ms", DataTypes.DOUBLE())
                .primaryKey("asset_id", "minute")
                .build())
        .option("url", MinuteTable.url(site.database()))
        .option("table-name", MinuteTable.NAME)
        .option("username", site.database().user())
        .option("password", site.database().password())
        .option("sink.buffer-flush.max-rows", Integer.toString(SINK_ROWS))
        .option("sink.buffer-flush.interval", site.flush().toMillis() + "ms")
        .build();
  }

  /** Statements of the script, in their order. */
  static List<String> statements() {
    String script;
    try (InputStream in = FlinkSqlOee.class.getResourceAsStream(SCRIPT)) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> statements = new ArrayList<>();
    for (String statement : script.split(";\\s*\n", -1)) {
      if (!statement.isBlank()) {
        statements.add(statement.strip());
      }
    }
    return statements;
  }

  /** The job; its cluster ends with it. */
  private record Job(JobClient job, CompletableFuture<JobExecutionResult> result) implements Run {
    @Override
    public boolean ended() throws Exception {
      if (!result.isDone()) {
        return false;
      }
      result.get(); // throws what ended it otherwise
      return true;
    }

    @Override
    public void end() throws Exception {
      if (!result.isDone()) {
        job.cancel().get();
      }
    }
  }
}
