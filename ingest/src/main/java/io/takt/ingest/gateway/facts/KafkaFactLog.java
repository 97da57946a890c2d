package io.takt.ingest.gateway.facts;

import io.takt.ingest.PublishException;
import io.takt.schemas.RecordEncoder;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistryException;
import io.takt.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Facts into Kafka, each batch acknowledged as a whole. Batches of many requests go side by side
 * through one idempotent producer; after a broker was away the same producer goes on.
 */
public final class KafkaFactLog implements FactLog, AutoCloseable {

  /** How long a request waits for Kafka before it is told to come again. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private static final Duration MAX_BLOCK = Duration.ofSeconds(2);
  private static final int LINGER_MS = 3;
  private static final int BUFFER_BYTES = 32 << 20;

  private final Producer<byte[], byte[]> producer;
  private final Registry registry;
  private final Map<Topic<?>, RecordEncoder<?>> encoders = new ConcurrentHashMap<>();

  /** By this producer, which is closed with it. */
  public KafkaFactLog(Producer<byte[], byte[]> producer, Registry registry) {
    this.producer = producer;
    this.registry = registry;
  }

  /**
   * Into a cluster; asks it nothing yet.
   *
   * @param client where it is and how to speak to it
   */
  public static KafkaFactLog connect(Properties client, Registry registry) {
    Properties settings = new Properties();
    settings.putAll(client);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) MAX_BLOCK.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
    return new KafkaFactLog(
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
        registry);
  }

  @Override
  public void append(FactKind kind, List<? extends SpecificRecord> facts) {
    append(kind.topic(), facts);
  }

  private <T extends SpecificRecord> void append(
      Topic<T> topic, List<? extends SpecificRecord> facts) {
    RecordEncoder<T> encoder = encoder(topic);
    List<Future<RecordMetadata>> sent = new ArrayList<>(facts.size());
    long until = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (SpecificRecord fact : facts) {
        T value = topic.type().cast(fact);
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    topic.name(),
                    topic.key(value).getBytes(StandardCharsets.UTF_8),
                    encoder.encode(value))));
        if (System.nanoTime() > until) {
          throw new TimeoutException("Kafka takes no more");
        }
      }
      for (Future<RecordMetadata> one : sent) {
        one.get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      throw notDelivered(topic, e);
    } catch (ExecutionException e) {
      throw notDelivered(topic, e.getCause());
    } catch (KafkaException | TimeoutException e) {
      throw notDelivered(topic, e);
    }
  }

  @SuppressWarnings("unchecked") // Each topic's own encoder is put there, below.
  private <T extends SpecificRecord> RecordEncoder<T> encoder(Topic<T> topic) {
    RecordEncoder<?> known = encoders.get(topic);
    if (known == null) {
      try {
        known = new RecordEncoder<>(topic, registry);
      } catch (RegistryException e) {
        throw notDelivered(topic, e);
      }
      encoders.put(topic, known);
    }
    return (RecordEncoder<T>) known;
  }

  private static PublishException notDelivered(Topic<?> topic, Throwable why) {
    return new PublishException(
        "Not all facts for " + topic.name() + " were acknowledged: " + why.getMessage(), why);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
