package io.takt.bench.suite;

import io.takt.avro.LedgerMinute;
import io.takt.embedded.Part;
import io.takt.sinks.TaktSinks;
import io.takt.sinks.copy.SinkSettings;
import io.takt.sinks.database.DatabaseSettings;
import io.takt.sinks.tables.LedgerBinding;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Made-up minutes into table ledger by one of three sinks, each in a Flink job of one chain: what
 * comes before the sink costs next to nothing and is the same for all.
 */
final class SinkJob {

  private static final int BATCH_ROWS = SinkSettings.THROUGHPUT.maxRows();

  /** The stock sink's default; larger batches are no faster. */
  private static final int STOCK_BATCH = 5_000;

  private static final String[] COLUMNS = LedgerContent.COLUMNS.split(", *", -1);

  private final Bed bed;
  private final long minutes;

  SinkJob(Bed bed, long minutes) {
    this.bed = bed;
    this.minutes = minutes;
  }

  /** Our sink; rows a second. */
  double ours(int version) throws Exception {
    return run(
        minutes,
        index -> MadeLedger.minute(index, version),
        new AvroTypeInfo<>(LedgerMinute.class),
        TaktSinks.of(bed.writer(), SinkSettings.THROUGHPUT).ledger());
  }

  /** COPY and nothing else; rows a second. */
  double raw(int version) throws Exception {
    return run(
        minutes,
        index -> MadeLedger.minute(index, version),
        new AvroTypeInfo<>(LedgerMinute.class),
        new RawCopySink<>(new LedgerBinding(), bed.writer(), BATCH_ROWS));
  }

  /** Flink's JDBC sink, upserting in batches that the driver rewrites; rows a second. */
  double stock(int version) throws Exception {
    DatabaseSettings database = bed.writer();
    JdbcSink<Long> sink =
        JdbcSink.<Long>builder()
            .withQueryStatement(
                upsert(), (statement, row) -> MadeLedger.bind(statement, row, version))
            .withExecutionOptions(
                JdbcExecutionOptions.builder()
                    .withBatchSize(STOCK_BATCH)
                    .withBatchIntervalMs(SinkSettings.THROUGHPUT.flushInterval().toMillis())
                    .build())
            .buildAtLeastOnce(
                new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                    .withUrl(database.url())
                    .withDriverName("org.postgresql.Driver")
                    .withUsername(database.user())
                    .withPassword(database.password())
                    .withProperty("reWriteBatchedInserts", "true")
                    // As ours does between checkpoints.
                    .withProperty("options", "-c synchronous_commit=off")
                    .build());
    return run(MadeLedger.rows(minutes), row -> row, Types.LONG, sink);
  }

  private static String upsert() {
    StringBuilder sql = new StringBuilder("INSERT INTO takt.ledger (");
    sql.append(LedgerContent.COLUMNS).append(") VALUES (?");
    sql.append(", ?".repeat(COLUMNS.length - 1));
    sql.append(") ON CONFLICT (asset_id, minute, ordinal) DO UPDATE SET ");
    for (int i = 3; i < COLUMNS.length; i++) {
      sql.append(COLUMNS[i]).append(" = excluded.").append(COLUMNS[i]).append(", ");
    }
    return sql.append("written_at = now()").toString();
  }

  private <T> double run(
      long count, GeneratorFunction<Long, T> elements, TypeInformation<T> type, Sink<T> sink)
      throws Exception {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createRemoteEnvironment(
            "127.0.0.1", bed.stack().ports().get(Part.FLINK), settings);
    env.setParallelism(1);
    TimedSink.reset();
    env.fromSource(
            new DataGeneratorSource<>(elements, count, type),
            WatermarkStrategy.noWatermarks(),
            "made")
        .sinkTo(new TimedSink<>(sink));
    env.execute("bench sink");
    return MadeLedger.rows(minutes) / TimedSink.seconds();
  }

  long rows() {
    return MadeLedger.rows(minutes);
  }

  long minutes() {
    return minutes;
  }
}
