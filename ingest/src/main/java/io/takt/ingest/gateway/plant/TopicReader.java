package io.takt.ingest.gateway.plant;

import io.takt.schemas.RecordDecoder;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistryException;
import io.takt.schemas.Topic;
import io.takt.schemas.UndecodableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics from some point on for as long as the gateway runs, each record handed over in one
 * thread. It belongs to no group and commits nothing: at each start it reads anew.
 */
public final class TopicReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /**
   * Hears of a topic's records.
   *
   * @param <T> the topic's class
   */
  @FunctionalInterface
  public interface Listener<T> {
    /**
     * One record.
     *
     * @param key as it came; empty for none
     * @param value null: a tombstone
     * @param writtenAt when the broker took it
     */
    void take(byte[] key, T value, Instant writtenAt);
  }

  private record Reading<T extends SpecificRecord>(
      Topic<T> topic, RecordDecoder<T> decoder, Instant from, Listener<T> listener) {

    void take(ConsumerRecord<byte[], byte[]> record)
        throws UndecodableException, RegistryException {
      T value = record.value() == null ? null : decoder.decode(record.value());
      byte[] key = record.key() == null ? new byte[0] : record.key();
      listener.take(key, value, Instant.ofEpochMilli(record.timestamp()));
    }
  }

  private final Properties client;
  private final Registry registry;
  private final Map<String, Reading<?>> readings = new HashMap<>();
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "gateway-topics");
  private volatile boolean closed;
  private volatile KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Reads nothing yet.
   *
   * @param client where Kafka is and how to speak to it
   */
  public TopicReader(Properties client, Registry registry) {
    this.client = client;
    this.registry = registry;
    thread.setDaemon(true);
  }

  /**
   * Adds a topic, before {@link #begin}.
   *
   * @param from the broker's time to read from; null: all there is
   */
  public <T extends SpecificRecord> TopicReader add(
      Topic<T> topic, Instant from, Listener<T> listener) {
    readings.put(
        topic.name(), new Reading<>(topic, new RecordDecoder<>(topic, registry), from, listener));
    return this;
  }

  /** Begins to read. */
  public void begin() {
    thread.start();
  }

  /** Whether all that was there at the start has been read. */
  public boolean caughtUp() {
    return caughtUp.getCount() == 0;
  }

  /** Waits until all that was there at the start has been read; false: not within that time. */
  public boolean awaitCaughtUp(Duration within) throws InterruptedException {
    return caughtUp.await(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    while (!closed) {
      try (KafkaConsumer<byte[], byte[]> made = connect()) {
        consumer = made;
        read(made);
      } catch (WakeupException e) {
        LOG.debug("reading ends", e);
      } catch (KafkaException | RegistryException e) {
        // Neither says anything of the data: it is read again from the start.
        LOG.warn("topics cannot be read, trying again: {}", e.getMessage());
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(AGAIN.toMillis());
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  private KafkaConsumer<byte[], byte[]> connect() {
    Properties settings = new Properties();
    settings.putAll(client);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void read(KafkaConsumer<byte[], byte[]> from) throws RegistryException {
    List<TopicPartition> partitions = partitions(from);
    from.assign(partitions);
    seek(from, partitions);
    Map<TopicPartition, Long> ends = from.endOffsets(partitions);
    while (!closed) {
      for (ConsumerRecord<byte[], byte[]> record : from.poll(POLL)) {
        take(record);
      }
      if (!caughtUp()) {
        ends.entrySet().removeIf(end -> from.position(end.getKey()) >= end.getValue());
        if (ends.isEmpty()) {
          caughtUp.countDown();
        }
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws RegistryException {
    try {
      readings.get(record.topic()).take(record);
    } catch (UndecodableException e) {
      // The jobs make a dead letter of it; here it is no news.
      LOG.warn(
          "{} partition {} offset {} cannot be read: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> from) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : readings.keySet()) {
      List<PartitionInfo> found = from.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        throw new KafkaException("There is no topic " + topic + ".");
      }
      found.forEach(one -> partitions.add(new TopicPartition(topic, one.partition())));
    }
    return partitions;
  }

  private void seek(KafkaConsumer<byte[], byte[]> from, List<TopicPartition> partitions) {
    from.seekToBeginning(partitions);
    Map<TopicPartition, Long> times = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Instant since = readings.get(partition.topic()).from();
      if (since != null) {
        times.put(partition, since.toEpochMilli());
      }
    }
    if (times.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndTimestamp> offsets = from.offsetsForTimes(times);
    Map<TopicPartition, Long> ends = from.endOffsets(times.keySet());
    times
        .keySet()
        .forEach(
            partition -> {
              OffsetAndTimestamp found = offsets.get(partition);
              from.seek(partition, found == null ? ends.get(partition) : found.offset());
            });
  }

  @Override
  public void close() {
    closed = true;
    KafkaConsumer<byte[], byte[]> running = consumer;
    if (running != null) {
      running.wakeup();
    }
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
