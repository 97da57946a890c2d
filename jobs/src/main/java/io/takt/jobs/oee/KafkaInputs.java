package io.takt.jobs.oee;

import io.takt.avro.DeadLetter;
import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.intake.DeadLetterIntake;
import io.takt.jobs.intake.FactIntake;
import io.takt.jobs.intake.FactTopic;
import io.takt.jobs.intake.Inlet;
import io.takt.jobs.intake.TableIntake;
import io.takt.jobs.intake.TableTopic;
import io.takt.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** What the job reads, from the beginning unless it goes on from a checkpoint. */
final class KafkaInputs {

  /** Facts of one partition may have arrived in another order by this much. */
  private static final Duration OUT_OF_ORDER = Duration.ofMillis(Progress.OUT_OF_ORDER);

  /** A partition without messages for so long does not hold the others back. */
  private static final Duration IDLE_AFTER = Duration.ofSeconds(1);

  /**
   * Partitions are read in turn, so much of each. At Kafka's megabyte a backlog's round takes
   * longer than {@link #IDLE_AFTER}: those that wait for theirs would be taken for idle, booking
   * would run ahead of them, and each of their facts would be late.
   */
  private static final int BYTES_IN_TURN = 128 * 1024;

  private static final Duration ALIGN_EVERY = Duration.ofMillis(100);

  /** Stands for "says nothing of the time of arrival". */
  private static final long NO_TIME = Long.MIN_VALUE;

  private final OeeSettings settings;
  private final StreamExecutionEnvironment env;

  KafkaInputs(OeeSettings settings, StreamExecutionEnvironment env) {
    this.settings = settings;
    this.env = env;
  }

  /**
   * All facts, with their arrival as Flink's time: it rises steadily whatever the devices' clocks
   * show.
   */
  DataStream<Inlet> facts() {
    List<String> topics = new ArrayList<>();
    for (FactTopic topic : FactTopic.values()) {
      topics.add(topic.topicName());
    }
    WatermarkStrategy<Inlet> arrival =
        WatermarkStrategy.<Inlet>forBoundedOutOfOrderness(OUT_OF_ORDER)
            .withTimestampAssigner(
                (inlet, kafkaTime) ->
                    inlet instanceof Reported reported ? reported.fact().arrivedAt() : NO_TIME)
            .withIdleness(IDLE_AFTER);
    if (!settings.alignWithin().isZero()) {
      arrival = arrival.withWatermarkAlignment("facts", settings.alignWithin(), ALIGN_EVERY);
    }
    return env.fromSource(
            source(
                topics,
                OeeJob.GROUP,
                "oee-facts",
                new FactIntake(settings.registry(), settings.horizon().toMillis())),
            arrival,
            "facts")
        .uid(Uids.READ_FACTS);
  }

  /** All rows of tables, in the order of their topics. */
  DataStream<Inlet> tables() {
    List<String> topics = new ArrayList<>();
    for (TableTopic table : TableTopic.values()) {
      topics.add(table.topic().name());
    }
    return env.fromSource(
            source(topics, OeeJob.GROUP, "oee-tables", new TableIntake(settings.registry())),
            WatermarkStrategy.<Inlet>noWatermarks().withIdleness(IDLE_AFTER),
            "tables")
        .uid(Uids.READ_TABLES)
        .setParallelism(1);
  }

  /** What no job and no adapter could use. */
  DataStream<DeadLetter> deadLetters() {
    return env.fromSource(
            source(
                List.of(TopicCatalogue.DEAD_LETTERS.name()),
                OeeJob.GROUP + "-dead-letters",
                "oee-dead-letters",
                new DeadLetterIntake(settings.registry())),
            WatermarkStrategy.noWatermarks(),
            "dead letters")
        .uid(Uids.READ_DEAD_LETTERS)
        .setParallelism(1);
  }

  private <T> KafkaSource<T> source(
      List<String> topics,
      String group,
      String client,
      KafkaRecordDeserializationSchema<T> intake) {
    Properties properties = new Properties();
    properties.put(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(BYTES_IN_TURN));
    properties.putAll(settings.kafka().properties());
    return KafkaSource.<T>builder()
        .setProperties(properties)
        .setBootstrapServers(settings.kafka().bootstrapServers())
        .setTopics(topics)
        .setGroupId(group)
        .setClientIdPrefix(client)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(intake)
        .build();
  }
}
