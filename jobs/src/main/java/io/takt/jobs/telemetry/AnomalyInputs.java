package io.takt.jobs.telemetry;

import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.intake.FactIntake;
import io.takt.jobs.intake.Inlet;
import io.takt.jobs.intake.Sensed;
import io.takt.jobs.intake.Sensed.Sample;
import io.takt.jobs.intake.SignalIntake;
import io.takt.jobs.intake.TableIntake;
import io.takt.jobs.intake.TelemetryIntake;
import io.takt.jobs.oee.OeeSettings;
import io.takt.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the job reads, from the beginning unless it goes on from a checkpoint. */
final class AnomalyInputs {

  /** Messages of one partition may have arrived in another order by this much. */
  private static final Duration OUT_OF_ORDER = Duration.ofSeconds(5);

  /** A partition without messages for so long does not hold the others back. */
  private static final Duration IDLE_AFTER = Duration.ofSeconds(1);

  private static final Duration ALIGN_EVERY = Duration.ofMillis(100);

  /** Stands for "says nothing of the time of arrival". */
  private static final long NO_TIME = Long.MIN_VALUE;

  private final OeeSettings settings;
  private final StreamExecutionEnvironment env;

  AnomalyInputs(OeeSettings settings, StreamExecutionEnvironment env) {
    this.settings = settings;
    this.env = env;
  }

  /** All samples, with their arrival as Flink's time. */
  DataStream<Sensed> telemetry() {
    WatermarkStrategy<Sensed> arrival =
        arrivals((sensed, kafkaTime) -> sensed instanceof Sample s ? s.arrivedAt() : NO_TIME);
    return env.fromSource(
            source(
                List.of(TopicCatalogue.TELEMETRY.name()),
                "anomaly-telemetry",
                new TelemetryIntake(settings.registry())),
            arrival,
            "telemetry")
        .uid(Uids.READ_TELEMETRY);
  }

  /** What signals are. */
  DataStream<Sensed> signals() {
    return env.fromSource(
            source(
                List.of(TopicCatalogue.SIGNALS.name()),
                "anomaly-signals",
                new SignalIntake(settings.registry())),
            WatermarkStrategy.<Sensed>noWatermarks().withIdleness(IDLE_AFTER),
            "signals")
        .uid(Uids.READ_SIGNALS)
        .setParallelism(1);
  }

  /**
   * States and what operators said, with their arrival as Flink's time. What is wrong with them the
   * oee job says, which reads them too.
   */
  DataStream<Inlet> facts() {
    return env.fromSource(
            source(
                List.of(
                    TopicCatalogue.MACHINE_STATES.name(), TopicCatalogue.OPERATOR_EVENTS.name()),
                "anomaly-facts",
                new FactIntake(settings.registry(), settings.horizon().toMillis())),
            arrivals(
                (inlet, kafkaTime) ->
                    inlet instanceof Reported reported ? reported.fact().arrivedAt() : NO_TIME),
            "facts")
        .uid(Uids.READ_FACTS);
  }

  /** Assets, orders and calendars. */
  DataStream<Inlet> tables() {
    return env.fromSource(
            source(
                List.of(
                    TopicCatalogue.ASSETS.name(),
                    TopicCatalogue.WORK_ORDERS.name(),
                    TopicCatalogue.SHIFT_CALENDARS.name()),
                "anomaly-tables",
                new TableIntake(settings.registry())),
            WatermarkStrategy.<Inlet>noWatermarks().withIdleness(IDLE_AFTER),
            "tables")
        .uid(Uids.READ_TABLES)
        .setParallelism(1);
  }

  private <T> WatermarkStrategy<T> arrivals(SerializableTimestampAssigner<T> arrivedAt) {
    WatermarkStrategy<T> strategy =
        WatermarkStrategy.<T>forBoundedOutOfOrderness(OUT_OF_ORDER)
            .withTimestampAssigner(arrivedAt)
            .withIdleness(IDLE_AFTER);
    return settings.alignWithin().isZero()
        ? strategy
        : strategy.withWatermarkAlignment("arrivals", settings.alignWithin(), ALIGN_EVERY);
  }

  private <T> KafkaSource<T> source(
      List<String> topics, String client, KafkaRecordDeserializationSchema<T> intake) {
    Properties properties = new Properties();
    properties.putAll(settings.kafka().properties());
    return KafkaSource.<T>builder()
        .setProperties(properties)
        .setBootstrapServers(settings.kafka().bootstrapServers())
        .setTopics(topics)
        .setGroupId(AnomalyJob.GROUP)
        .setClientIdPrefix(client)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(intake)
        .build();
  }
}
