package io.takt.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * For a Kafka producer of one topic. A null value stays null: it deletes the key's row from a
 * compacted topic.
 *
 * @param <T> the topic's class
 */
public final class TopicSerializer<T extends SpecificRecord> implements Serializer<T> {

  private final RecordEncoder<T> encoder;

  /** Registers the topic's schema, unless it is. */
  public TopicSerializer(Topic<T> topic, Registry registry) throws RegistryException {
    this.encoder = new RecordEncoder<>(topic, registry);
  }

  @Override
  public byte[] serialize(String topic, T value) {
    return value == null ? null : encoder.encode(value);
  }
}
