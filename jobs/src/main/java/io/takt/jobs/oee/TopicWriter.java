package io.takt.jobs.oee;

import io.takt.schemas.RecordEncoder;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.RegistryException;
import io.takt.schemas.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Results → messages of a topic. The key's partition and the topic's own timestamps hold.
 *
 * @param <T> what is written
 * @param <V> the topic's class
 */
public final class TopicWriter<T, V extends SpecificRecord>
    implements KafkaRecordSerializationSchema<T> {

  private static final long serialVersionUID = 1L;

  private final SerializableSupplier<Topic<V>> topic;
  private final RegistryAddress registry;
  private final Message<T, V> message;
  private transient Topic<V> opened;
  private transient RecordEncoder<V> encoder;

  /** What is written of a result. */
  public interface Message<T, V extends SpecificRecord> extends java.io.Serializable {

    /** Key of the message. */
    String key(T result, Topic<V> topic);

    /** Its value; null deletes what the topic holds of the key. */
    V value(T result);
  }

  TopicWriter(
      SerializableSupplier<Topic<V>> topic, RegistryAddress registry, Message<T, V> message) {
    this.topic = topic;
    this.registry = registry;
    this.message = message;
  }

  /** Results that are the topic's own class. */
  public static <V extends SpecificRecord> TopicWriter<V, V> of(
      SerializableSupplier<Topic<V>> topic, RegistryAddress registry) {
    return new TopicWriter<>(topic, registry, new AsIs<>());
  }

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext)
      throws RegistryException {
    opened = topic.get();
    encoder = new RecordEncoder<>(opened, registry.connect());
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T result, KafkaSinkContext context, Long timestamp) {
    V value = message.value(result);
    return new ProducerRecord<>(
        opened.name(),
        message.key(result, opened).getBytes(StandardCharsets.UTF_8),
        value == null ? null : encoder.encode(value));
  }

  private static final class AsIs<V extends SpecificRecord> implements Message<V, V> {

    private static final long serialVersionUID = 1L;

    @Override
    public String key(V result, Topic<V> topic) {
      return topic.key(result);
    }

    @Override
    public V value(V result) {
      return result;
    }
  }
}
