package io.takt.bench.chaos;

import io.takt.ingest.FactPublisher;
import io.takt.ingest.PublishException;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.RegistryException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A sender that keeps what it has until it gets through, as a gateway at a line does. */
final class PatientPublisher implements FactPublisher, AutoCloseable {

  private static final int PATIENCE_MS = 900_000;

  private final KafkaFactPublisher publisher;

  PatientPublisher(String bootstrapServers, RegistryAddress registry) {
    Properties settings = new Properties();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 20_000);
    publisher =
        new KafkaFactPublisher(
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
            registry.connect());
  }

  @Override
  public void publish(String topic, String key, SpecificRecord value, Instant arrivedAt) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (true) {
      try {
        publisher.publish(topic, key, value, arrivedAt);
        return;
      } catch (PublishException e) {
        // The registry is asked before anything is sent, so the same again is no repetition.
        if (!(e.getCause() instanceof RegistryException) || System.nanoTime() > until) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      }
    }
  }

  @Override
  public void publishRaw(String topic, byte[] key, byte[] value, Instant arrivedAt) {
    publisher.publishRaw(topic, key, value, arrivedAt);
  }

  @Override
  public void flush() {
    publisher.flush();
  }

  @Override
  public Map<String, Long> published() {
    return publisher.published();
  }

  @Override
  public void close() throws IOException {
    publisher.close();
  }
}
