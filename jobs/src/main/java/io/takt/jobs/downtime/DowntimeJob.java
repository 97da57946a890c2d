package io.takt.jobs.downtime;

import io.takt.avro.DeadLetter;
import io.takt.avro.StopCause;
import io.takt.jobs.oee.JobDefaults;
import io.takt.jobs.oee.OeeSettings;
import io.takt.jobs.oee.TopicWriter;
import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import io.takt.sinks.TaktSinks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.function.SerializableSupplier;

/** The downtime job on real parts; its settings are those of the oee job. */
public final class DowntimeJob {

  /** The job's name. */
  public static final String NAME = "downtime";

  /** Consumer group of all {@link #inputs()}; offsets are committed with each checkpoint. */
  public static final String GROUP = "takt-downtime";

  private static final Duration AFTER_THE_HORIZON = Duration.ofHours(1);
  private static final String PRODUCER_BYTES = Integer.toString(8 << 20);

  private DowntimeJob() {}

  /** Runs the job; see {@link OeeSettings#read} for the arguments. */
  public static void main(String[] args) throws Exception {
    OeeSettings settings = OeeSettings.read(args, System.getenv());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    assemble(settings, env);
    env.execute(NAME);
  }

  /** Starts the job and comes back. */
  public static JobClient start(OeeSettings settings, StreamExecutionEnvironment env)
      throws Exception {
    assemble(settings, env);
    return env.executeAsync(NAME);
  }

  /** All topics it reads. */
  public static List<Topic<?>> inputs() {
    List<Topic<?>> topics = new ArrayList<>();
    for (DowntimeTopic topic : DowntimeTopic.values()) {
      topics.add(topic.topic());
    }
    return topics;
  }

  static void assemble(OeeSettings settings, StreamExecutionEnvironment env) {
    JobDefaults.apply(env);
    DataStream<DowntimeInput> evidence =
        env.fromSource(source(settings), WatermarkStrategy.noWatermarks(), "evidence")
            .uid(Uids.READ_EVIDENCE);
    DowntimePipeline.Outputs outputs =
        DowntimePipeline.pipeline(evidence, settings.horizon().plus(AFTER_THE_HORIZON).toMillis());
    SerializableSupplier<Topic<StopCause>> causes = () -> TopicCatalogue.STOP_CAUSES;
    outputs
        .causes()
        .sinkTo(kafka(settings, new TopicWriter<>(causes, settings.registry(), new CauseMessage())))
        .uid(Uids.CAUSES_TO_TOPIC)
        .name("causes to topic");
    outputs
        .causes()
        .sinkTo(TaktSinks.of(settings.database(), settings.rhythm()).stopCauses())
        .uid(Uids.CAUSES_TO_TABLE)
        .name("causes to table");
    SerializableSupplier<Topic<DeadLetter>> letters = () -> TopicCatalogue.DEAD_LETTERS;
    outputs
        .deadLetters()
        .sinkTo(kafka(settings, TopicWriter.of(letters, settings.registry())))
        .uid(Uids.DEAD_LETTERS_TO_TOPIC)
        .name("dead letters to topic")
        .setParallelism(1);
  }

  private static KafkaSource<DowntimeInput> source(OeeSettings settings) {
    List<String> topics = new ArrayList<>();
    for (Topic<?> topic : inputs()) {
      topics.add(topic.name());
    }
    Properties properties = new Properties();
    properties.putAll(settings.kafka().properties());
    return KafkaSource.<DowntimeInput>builder()
        .setProperties(properties)
        .setBootstrapServers(settings.kafka().bootstrapServers())
        .setTopics(topics)
        .setGroupId(GROUP)
        .setClientIdPrefix("downtime-evidence")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new DowntimeIntake(settings.registry(), settings.horizon().toMillis()))
        .build();
  }

  private static <T> KafkaSink<T> kafka(
      OeeSettings settings, KafkaRecordSerializationSchema<T> writer) {
    Properties properties = new Properties();
    properties.setProperty("buffer.memory", PRODUCER_BYTES);
    properties.putAll(settings.kafka().properties());
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(properties)
        .setBootstrapServers(settings.kafka().bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(writer)
        .build();
  }
}
