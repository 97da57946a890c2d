package io.takt.bench.peer;

import io.takt.schemas.RecordDecoder;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A topic's messages, read with the oee job's own decoder, as rows of SQL. Flink's format for the
 * registry would make a generic record of each message first.
 *
 * @param <T> the topic's class
 * @param <R> a row
 */
final class TopicRows<T extends SpecificRecord, R> implements KafkaRecordDeserializationSchema<R> {

  private static final long serialVersionUID = 1L;

  /** From a record to its row, or null for none. */
  interface Mapping<T, R> extends Function<T, R>, Serializable {}

  private final String topic;
  private final RegistryAddress registry;
  private final Mapping<T, R> mapping;
  private final TypeInformation<R> type;

  private transient RecordDecoder<T> decoder;

  TopicRows(
      Topic<T> topic, RegistryAddress registry, Mapping<T, R> mapping, TypeInformation<R> type) {
    this.topic = topic.name();
    this.registry = registry;
    this.mapping = mapping;
    this.type = type;
  }

  @Override
  @SuppressWarnings("unchecked") // the topic of this name is the one that was given
  public void open(DeserializationSchema.InitializationContext context) {
    decoder =
        new RecordDecoder<>(
            (Topic<T>) TopicCatalogue.byName(topic).orElseThrow(), registry.connect());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<R> out)
      throws IOException {
    if (message.value() == null) {
      return;
    }
    R row = mapping.apply(decoder.decode(message.value()));
    if (row != null) {
      out.collect(row);
    }
  }

  @Override
  public TypeInformation<R> getProducedType() {
    return type;
  }
}
