package io.takt.schemas;

import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * For a Kafka consumer of one topic. A failure is a {@link SerializationException} whose cause is
 * an {@link UndecodableException} or a {@link RegistryException}; one who must go on after it takes
 * the bytes and a {@link RecordDecoder} instead.
 *
 * @param <T> the topic's class
 */
public final class TopicDeserializer<T extends SpecificRecord> implements Deserializer<T> {

  private final RecordDecoder<T> decoder;

  /** Asks the registry nothing before the first payload. */
  public TopicDeserializer(Topic<T> topic, Registry registry) {
    this.decoder = new RecordDecoder<>(topic, registry);
  }

  @Override
  public T deserialize(String topic, byte[] payload) {
    if (payload == null) {
      return null;
    }
    try {
      return decoder.decode(payload);
    } catch (IOException e) {
      throw new SerializationException("A record of " + topic + " cannot be read.", e);
    }
  }
}
