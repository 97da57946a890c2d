package io.takt.jobs.telemetry;

import io.takt.jobs.oee.OeeSettings;
import io.takt.jobs.oee.TopicWriter;
import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import io.takt.sinks.TaktSinks;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.function.SerializableSupplier;

/** Where results go: to their topics and to the database, at least once. */
final class AnomalyResults {

  /** A producer's memory; there are several in a task. */
  private static final String PRODUCER_BYTES = Integer.toString(4 << 20);

  private final OeeSettings settings;
  private final TaktSinks database;

  AnomalyResults(OeeSettings settings) {
    this.settings = settings;
    this.database = TaktSinks.of(settings.database(), settings.rhythm());
  }

  /** Attaches all sinks. The oee job takes dead letters from their topic to the database. */
  void attach(AnomalyPipeline.Outputs outputs) {
    rows(outputs.samples(), database.telemetry(), "samples", 0);
    rows(outputs.minutes(), database.telemetryMinutes(), "minutes", 0);
    rows(outputs.signals(), database.signals(), "signals", 1);
    rows(outputs.anomalies(), database.anomalies(), "anomalies", 0);
    rows(outputs.dataQuality(), database.dataQuality(), "data-quality", 1);
    topic(outputs.anomalies(), () -> TopicCatalogue.ANOMALIES, "anomalies");
    topic(outputs.dataQuality(), () -> TopicCatalogue.DATA_QUALITY, "data-quality");
    topic(outputs.deadLetters(), () -> TopicCatalogue.DEAD_LETTERS, "dead-letters");
  }

  private <T extends SpecificRecord> void topic(
      DataStream<T> stream, SerializableSupplier<Topic<T>> topic, String name) {
    Properties properties = new Properties();
    properties.setProperty("buffer.memory", PRODUCER_BYTES);
    properties.putAll(settings.kafka().properties());
    KafkaSink<T> sink =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(properties)
            .setBootstrapServers(settings.kafka().bootstrapServers())
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(TopicWriter.of(topic, settings.registry()))
            .build();
    stream
        .sinkTo(sink)
        .uid(name + "-to-topic")
        .name(name.replace('-', ' ') + " to topic")
        .setParallelism(1);
  }

  /** A parallelism of 0 is that of the stream, so that the sink is chained to it. */
  private static <T> void rows(DataStream<T> stream, Sink<T> sink, String name, int parallelism) {
    var attached =
        stream.sinkTo(sink).uid(name + "-to-table").name(name.replace('-', ' ') + " to table");
    if (parallelism > 0) {
      attached.setParallelism(parallelism);
    }
  }
}
