package io.takt.ingest.kafka;

import io.takt.ingest.FactPublisher;
import io.takt.ingest.PublishException;
import io.takt.schemas.RecordEncoder;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.RegistryException;
import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Facts into Kafka. Each topic's schema is registered with its first record.
 *
 * <p>Records of one key stay in order and a retry writes nothing twice (idempotent producer). The
 * records' timestamp is {@code arrivedAt}; a topic with {@code LogAppendTime}, as the catalogue
 * makes them, replaces it by the broker's time, so a fact also carries it in {@code arrived_at}.
 */
public final class KafkaFactPublisher implements FactPublisher, AutoCloseable {

  /** A dead letter holds a whole other message; as much as its topic allows. */
  private static final int LARGEST_REQUEST = 2 * 1024 * 1024;

  private static final int LINGER_MS = 20;

  /** How long a publish may wait for brokers or for room in the buffer. */
  private static final int MAX_BLOCK_MS = 30_000;

  private final Producer<byte[], byte[]> producer;
  private final Registry registry;
  private final Map<String, Encoding<?>> encodings = new HashMap<>();
  private final Map<String, Long> published = new TreeMap<>();
  private final AtomicReference<PublishException> failure = new AtomicReference<>();

  /**
   * Publishes by this producer. Both are closed with the publisher.
   *
   * @param producer anything that takes bytes
   * @param registry where schemas are registered
   */
  public KafkaFactPublisher(Producer<byte[], byte[]> producer, Registry registry) {
    this.producer = producer;
    this.registry = registry;
  }

  /**
   * Publishes to a cluster; asks neither it nor the registry anything yet.
   *
   * @param bootstrapServers {@code host:port}, several with commas
   * @param registry where schemas are registered
   * @throws KafkaException when the servers' addresses are none
   */
  public static KafkaFactPublisher connect(String bootstrapServers, RegistryAddress registry) {
    Properties settings = new Properties();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
    return new KafkaFactPublisher(
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
        registry.connect());
  }

  /** How the values of one topic become bytes. */
  private record Encoding<T extends SpecificRecord>(Topic<T> topic, RecordEncoder<T> encoder) {

    static <T extends SpecificRecord> Encoding<T> of(Topic<T> topic, Registry registry)
        throws RegistryException {
      return new Encoding<>(topic, new RecordEncoder<>(topic, registry));
    }

    byte[] encode(SpecificRecord value) {
      if (!topic.type().isInstance(value)) {
        throw new IllegalArgumentException(
            "Topic "
                + topic.name()
                + " takes "
                + topic.type().getSimpleName()
                + ", not "
                + value.getClass().getSimpleName()
                + ".");
      }
      return encoder.encode(topic.type().cast(value));
    }
  }

  /**
   * As {@link FactPublisher#publish} says.
   *
   * @throws IllegalArgumentException when the catalogue has no such topic, or it takes other
   *     records
   */
  @Override
  public void publish(String topic, String key, SpecificRecord value, Instant arrivedAt) {
    throwEarlierFailure();
    byte[] bytes = value == null ? null : encoding(topic).encode(value);
    send(topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), bytes, arrivedAt);
  }

  @Override
  public void publishRaw(String topic, byte[] key, byte[] value, Instant arrivedAt) {
    throwEarlierFailure();
    send(topic, key, value, arrivedAt);
  }

  private Encoding<?> encoding(String name) {
    Encoding<?> known = encodings.get(name);
    if (known != null) {
      return known;
    }
    Topic<?> topic =
        TopicCatalogue.byName(name)
            .orElseThrow(() -> new IllegalArgumentException("There is no topic '" + name + "'."));
    try {
      Encoding<?> made = Encoding.of(topic, registry);
      encodings.put(name, made);
      return made;
    } catch (RegistryException e) {
      throw new PublishException("Nothing can be published to " + name + ": " + e.getMessage(), e);
    }
  }

  private void send(String topic, byte[] key, byte[] value, Instant arrivedAt) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, null, arrivedAt.toEpochMilli(), key, value);
    try {
      // The callback hears of every failure; the future would say the same to nobody.
      var unused =
          producer.send(
              record,
              (done, error) -> {
                if (error != null) {
                  failure.compareAndSet(null, notDelivered(topic, error));
                }
              });
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw notDelivered(topic, e);
    }
    published.merge(topic, 1L, Long::sum);
  }

  private static PublishException notDelivered(String topic, Exception error) {
    return new PublishException(
        "A record for topic " + topic + " could not be delivered: " + error.getMessage(), error);
  }

  @Override
  public void flush() {
    producer.flush();
    throwEarlierFailure();
  }

  private void throwEarlierFailure() {
    PublishException earlier = failure.get();
    if (earlier != null) {
      // Its own stack is the producer's; the cause keeps it, this one shows who was told.
      throw new PublishException(earlier.getMessage(), earlier.getCause());
    }
  }

  @Override
  public Map<String, Long> published() {
    return Map.copyOf(published);
  }

  /**
   * Waits until everything is delivered, and lets go of the cluster and the registry.
   *
   * @throws PublishException when a record could not be delivered
   */
  @Override
  public void close() throws IOException {
    try (registry;
        producer) {
      flush();
    }
  }
}
