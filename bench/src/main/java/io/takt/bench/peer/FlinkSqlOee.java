package io.takt.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
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
 */
public final class FlinkSqlOee implements Peer {

  private static final String SCRIPT = "oee.sql";
  private static final int SINK_ROWS = 5_000;
  private static final long MINI_BATCH = 5_000;

  private final Callable<StreamExecutionEnvironment> environment;

  /**
   * @param environment gives where a job runs, with its parallelism and checkpoints
   */
  public FlinkSqlOee(Callable<StreamExecutionEnvironment> environment) {
    this.environment = environment;
  }

  @Override
  public Run start(PeerSite site) throws Exception {
    StreamExecutionEnvironment env = environment.call();
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(100));
    env.configure(settings);
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
    tables.getConfig().set(PipelineOptions.NAME, "oee in SQL");
    tables.getConfig().set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ENABLED, true);
    tables
        .getConfig()
        .set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ALLOW_LATENCY, site.flush());
    tables.getConfig().set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_SIZE, MINI_BATCH);
    new SqlInputs(site, env, tables).declare();
    tables.createTemporarySystemFunction("minutes_of", MinutesOf.class);
    tables.createTemporaryTable("oee_minute", sink(site));
    JobClient job = null;
    for (String statement : statements()) {
      job = tables.executeSql(statement).getJobClient().orElse(null);
    }
    if (job == null) {
      throw new IllegalStateException(SCRIPT + " does not end with what starts a job");
    }
    return new Job(job);
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

  /** The job on its cluster. */
  private record Job(JobClient job) implements Run {
    @Override
    public boolean ended() throws Exception {
      JobStatus status = job.getJobStatus().get();
      if (!status.isTerminalState()) {
        return false;
      }
      job.getJobExecutionResult().get(); // throws what ended it otherwise
      return true;
    }

    @Override
    public void end() throws Exception {
      if (!job.getJobStatus().get().isTerminalState()) {
        job.cancel().get();
      }
    }
  }
}
