package io.takt.bench.suite;

import io.takt.embedded.Part;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.jobs.intake.FactTopic;
import io.takt.jobs.oee.KafkaAddress;
import io.takt.jobs.oee.OeeJob;
import io.takt.jobs.oee.OeeSettings;
import io.takt.jobs.oee.PlantClock;
import io.takt.jobs.timeline.Admission;
import io.takt.jobs.timeline.Timeline;
import io.takt.schemas.RecordDecoder;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistryAddress;
import io.takt.sinks.copy.SinkSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One preloaded plant, drained by the oee job as it is, or read by a consumer that decodes and does
 * nothing else. Time begins with the first fact that a consumer is given.
 */
final class OeeDrain {

  static final Duration PATIENCE = Duration.ofMinutes(4);
  static final long LOOK_EVERY_MS = 500;
  private static final String[] RESULTS = {
    "ledger",
    "stop",
    "stop_allocation",
    "shift_version",
    "operator_event",
    "live",
    "data_quality",
    "late_event",
    "dead_letter"
  };

  private final Bed bed;
  private final FactLoad load;
  private final long facts;
  private final LedgerContent wanted;

  private OeeDrain(Bed bed, FactLoad load, long facts, LedgerContent wanted) {
    this.bed = bed;
    this.load = load;
    this.facts = facts;
    this.wanted = wanted;
  }

  /** Puts a plant's facts on the topics, in place of what was there. */
  static OeeDrain load(Bed bed, FactLoad load) throws Exception {
    bed.emptyTopics();
    long facts;
    try (KafkaFactPublisher publisher =
        KafkaFactPublisher.connect(bed.stack().bootstrapServers(), bed.stack().registry())) {
      load.describe(publisher);
      facts = load.publish(publisher);
    }
    LedgerContent wanted;
    try (Connection connection = bed.superuser()) {
      wanted = content(connection, load.wanted());
    }
    return new OeeDrain(bed, load, facts, wanted);
  }

  /** What a query gives that has the columns of {@link FactLoad#wanted}. */
  static LedgerContent content(Connection connection, String query) throws Exception {
    return LedgerContent.of(
        connection,
        "(" + query + ") q",
        "asset_id, minute, running_ms, stopped_ms, good, round(ideal_ms::numeric, 3)");
  }

  /** How a drain goes. */
  record Manner(boolean checkpoints, int parallelism) {
    static final Manner USUAL = new Manner(true, 1);
  }

  /** The job's facts a second, until the last minute is booked. */
  double job(Manner manner) throws Exception {
    List<String> truncates = new ArrayList<>();
    for (String table : RESULTS) {
      truncates.add("TRUNCATE " + table + " CASCADE");
    }
    truncates.add("CHECKPOINT");
    bed.sql(truncates.toArray(String[]::new));
    ReadStamps.reset();
    JobClient job = OeeJob.start(settings(), environment(manner));
    long last;
    try {
      last = awaitBooked(job);
    } finally {
      job.cancel().get();
    }
    return factsPerSecond(last);
  }

  /**
   * Of whoever wrote the last row then, epoch ms.
   *
   * @throws VoidResultException if not every fact was read once
   */
  double factsPerSecond(long last) throws VoidResultException {
    if (ReadStamps.count() != facts) {
      throw new VoidResultException(
          "%d facts of %d were read".formatted(ReadStamps.count(), facts));
    }
    return facts * 1000.0 / (last - ReadStamps.first());
  }

  FactLoad load() {
    return load;
  }

  long facts() {
    return facts;
  }

  LedgerContent wanted() {
    return wanted;
  }

  /** Waits until all is as it should be; when the last row of the ledger was written, epoch ms. */
  private long awaitBooked(JobClient job) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try (Connection connection = bed.superuser();
        Statement statement = connection.createStatement()) {
      LedgerContent got = null;
      while (System.nanoTime() < until) {
        if (ReadStamps.count() >= facts && minutes(statement) >= load.wantedMinutes()) {
          got = content(connection, FactLoad.booked());
          if (got.equals(wanted)) {
            return lastWritten(statement);
          }
        }
        failIfEnded(job);
        Thread.sleep(LOOK_EVERY_MS);
      }
      throw new VoidResultException(
          "after %s the job had read %d facts of %d and booked %s, wanted were %s"
              .formatted(PATIENCE, ReadStamps.count(), facts, got, wanted));
    }
  }

  private static void failIfEnded(JobClient job)
      throws InterruptedException, ExecutionException, VoidResultException {
    if (job.getJobStatus().get().isTerminalState()) {
      job.getJobExecutionResult().get(); // throws what ended it
      throw new VoidResultException("the job ended before it had booked everything");
    }
  }

  private static long minutes(Statement statement) throws Exception {
    try (ResultSet row = statement.executeQuery("SELECT count(*) FROM ledger WHERE ordinal = 0")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static long lastWritten(Statement statement) throws Exception {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT (extract(epoch FROM max(written_at)) * 1000)::bigint FROM ledger")) {
      row.next();
      return row.getLong(1);
    }
  }

  private OeeSettings settings() throws Exception {
    long now = System.currentTimeMillis();
    long end = load.end().toEpochMilli();
    return new OeeSettings(
        new KafkaAddress(bed.stack().bootstrapServers(), ReadStamps.SETTING),
        new RegistryAddress(bed.stack().registry().url()),
        bed.writer(),
        new PlantClock(now, end, 1, end),
        Duration.ofMillis(Admission.HORIZON),
        Duration.ofMillis(Timeline.SETTLE),
        Duration.ZERO,
        SinkSettings.THROUGHPUT);
  }

  /** As the embedded stack makes it, but from no earlier checkpoint. */
  private StreamExecutionEnvironment environment(Manner manner) throws Exception {
    Configuration settings = new Configuration();
    Path checkpoints = Files.createTempDirectory(bed.stack().directory(), "checkpoints");
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    settings.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL,
        manner.checkpoints() ? Duration.ofSeconds(5) : Duration.ofDays(1));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createRemoteEnvironment(
            "127.0.0.1", bed.stack().ports().get(Part.FLINK), settings);
    env.setParallelism(manner.parallelism());
    return env;
  }

  /** The same facts read by a plain consumer and decoded; facts a second. */
  double rawConsumer() throws Exception {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bed.stack().bootstrapServers());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    try (Registry registry = bed.stack().registry().connect();
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Map<String, RecordDecoder<?>> decoders = new HashMap<>();
      List<TopicPartition> partitions = new ArrayList<>();
      for (FactTopic topic : FactTopic.values()) {
        decoders.put(topic.topicName(), new RecordDecoder<>(topic.topic(), registry));
        consumer
            .partitionsFor(topic.topicName())
            .forEach(
                partition ->
                    partitions.add(new TopicPartition(partition.topic(), partition.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long first = 0;
      long read = 0;
      while (read < facts) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(1));
        if (first == 0 && !records.isEmpty()) {
          first = System.nanoTime();
        }
        for (ConsumerRecord<byte[], byte[]> message : records) {
          if (decoders.get(message.topic()).decode(message.value()) != null) {
            read++;
          }
        }
      }
      return facts * 1e9 / (System.nanoTime() - first);
    }
  }
}
