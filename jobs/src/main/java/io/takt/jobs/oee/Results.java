package io.takt.jobs.oee;

import io.takt.avro.DeadLetter;
import io.takt.avro.Stop;
import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import io.takt.sinks.StopChange;
import io.takt.sinks.TaktSinks;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Where results go: to their topics and to the database, at least once; there the same words again
 * change nothing.
 */
final class Results {

  /** A producer's memory; there are several in a task. */
  private static final String PRODUCER_BYTES = Integer.toString(8 << 20);

  private final OeeSettings settings;
  private final TaktSinks database;

  Results(OeeSettings settings) {
    this.settings = settings;
    this.database = TaktSinks.of(settings.database(), settings.rhythm());
  }

  /**
   * Attaches all sinks.
   *
   * @param deadLetters what lies on the topic of dead letters, from whomever
   */
  void attach(OeePipeline.Outputs outputs, DataStream<DeadLetter> deadLetters) {
    topic(outputs.ledger(), () -> TopicCatalogue.LEDGER, "ledger", 0);
    topic(outputs.live(), () -> TopicCatalogue.OEE_LIVE, "live", 0);
    topic(outputs.shifts(), () -> TopicCatalogue.SHIFT_VERSIONS, "shift-versions", 1);
    topic(outputs.dataQuality(), () -> TopicCatalogue.DATA_QUALITY, "data-quality", 1);
    topic(outputs.lateEvents(), () -> TopicCatalogue.LATE_EVENTS, "late-events", 1);
    topic(outputs.deadLetters(), () -> TopicCatalogue.DEAD_LETTERS, "dead-letters", 1);
    SerializableSupplier<Topic<Stop>> stops = () -> TopicCatalogue.STOPS;
    KafkaSink<StopChange> stopSink =
        kafka(new TopicWriter<>(stops, settings.registry(), new StopMessage()));
    outputs.stops().sinkTo(stopSink).uid("stops-to-topic").name("stops to topic");

    rows(outputs.ledger(), database.ledger(), "ledger", 0);
    rows(outputs.stops(), database.stops(), "stops", 0);
    rows(outputs.shifts(), database.shiftVersions(), "shift-versions", 1);
    rows(outputs.said(), database.operatorEvents(), "operator-events", 1);
    rows(outputs.live(), database.live(), "live", 0);
    rows(outputs.dataQuality(), database.dataQuality(), "data-quality", 1);
    rows(outputs.lateEvents(), database.lateEvents(), "late-events", 1);
    rows(deadLetters, database.deadLetters(), "dead-letters", 1);
    OeePipeline.Reference reference = outputs.reference();
    rows(reference.assets(), database.assets(), "assets", 1);
    rows(reference.orders(), database.workOrders(), "work-orders", 1);
    rows(reference.calendars(), database.shiftCalendars(), "shift-calendars", 1);
    rows(reference.reasons(), database.reasons(), "reasons", 1);
    rows(reference.rates(), database.productRates(), "product-rates", 1);
  }

  /** A parallelism of 0 is that of the stream, so that the sink is chained to it. */
  private <T extends SpecificRecord> void topic(
      DataStream<T> stream, SerializableSupplier<Topic<T>> topic, String name, int parallelism) {
    KafkaSink<T> sink = kafka(TopicWriter.of(topic, settings.registry()));
    var attached = stream.sinkTo(sink).uid(name + "-to-topic").name(words(name) + " to topic");
    if (parallelism > 0) {
      attached.setParallelism(parallelism);
    }
  }

  private static <T> void rows(DataStream<T> stream, Sink<T> sink, String name, int parallelism) {
    var attached = stream.sinkTo(sink).uid(name + "-to-table").name(words(name) + " to table");
    if (parallelism > 0) {
      attached.setParallelism(parallelism);
    }
  }

  private static String words(String name) {
    return name.replace('-', ' ');
  }

  private <T> KafkaSink<T> kafka(KafkaRecordSerializationSchema<T> writer) {
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
