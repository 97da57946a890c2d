package io.takt.jobs.alert;

import io.takt.avro.Alert;
import io.takt.jobs.oee.JobDefaults;
import io.takt.jobs.oee.OeeSettings;
import io.takt.jobs.oee.TopicWriter;
import io.takt.schemas.TopicCatalogue;
import io.takt.sinks.TaktSinks;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The alerts job on real parts. */
public final class AlertsJob {

  /** The job's name. */
  public static final String NAME = "alerts";

  /** Consumer group of all it reads. */
  public static final String GROUP = "takt-alerts";

  /** A partition without messages for so long does not hold the others back. */
  private static final Duration IDLE_AFTER = Duration.ofSeconds(1);

  private AlertsJob() {}

  /** Runs the job; see {@link AlertsSettings#read} for the arguments. */
  public static void main(String[] args) throws Exception {
    AlertsSettings settings = AlertsSettings.read(args, System.getenv());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    assemble(settings, env);
    env.execute(NAME);
  }

  /** Starts the job and comes back. */
  public static JobClient start(AlertsSettings settings, StreamExecutionEnvironment env)
      throws Exception {
    assemble(settings, env);
    return env.executeAsync(NAME);
  }

  static void assemble(AlertsSettings settings, StreamExecutionEnvironment env) {
    JobDefaults.apply(env);
    DataStream<Told> told =
        env.fromSource(
                source(settings),
                WatermarkStrategy.<Told>forMonotonousTimestamps()
                    .withTimestampAssigner((some, kafkaTime) -> some.time())
                    .withIdleness(IDLE_AFTER),
                "what rules look at")
            .uid(Uids.READ);
    DataStream<Alert> alerts =
        AlertsPipeline.pipeline(told, settings.rules(), settings.stack().clock());
    write(alerts, settings.stack());
  }

  private static KafkaSource<Told> source(AlertsSettings settings) {
    OeeSettings stack = settings.stack();
    Properties properties = new Properties();
    properties.putAll(stack.kafka().properties());
    return KafkaSource.<Told>builder()
        .setProperties(properties)
        .setBootstrapServers(stack.kafka().bootstrapServers())
        .setTopics(AlertIntake.topics(settings.rules()))
        .setGroupId(GROUP)
        .setClientIdPrefix("alerts")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new AlertIntake(stack.registry(), settings.rules()))
        .build();
  }

  private static void write(DataStream<Alert> alerts, OeeSettings stack) {
    Properties properties = new Properties();
    properties.putAll(stack.kafka().properties());
    KafkaSink<Alert> topic =
        KafkaSink.<Alert>builder()
            .setKafkaProducerConfig(properties)
            .setBootstrapServers(stack.kafka().bootstrapServers())
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(TopicWriter.of(() -> TopicCatalogue.ALERTS, stack.registry()))
            .build();
    TaktSinks database = TaktSinks.of(stack.database(), stack.rhythm());
    alerts.sinkTo(topic).uid("alerts-to-topic").name("alerts to topic").setParallelism(1);
    alerts
        .sinkTo(database.alerts())
        .uid("alerts-to-table")
        .name("alerts to table")
        .setParallelism(1);
    alerts
        .filter(alert -> alert.getActiveAt() != null)
        .uid(Uids.EVENTS)
        .name("alerts that were active")
        .setParallelism(1)
        .sinkTo(database.alertEvents())
        .uid("alert-events-to-table")
        .name("alert events to table")
        .setParallelism(1);
  }
}
