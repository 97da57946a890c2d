package io.takt.bench.suite;

import io.takt.schemas.TopicCatalogue;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Notes when a consumer in this process was first given facts and how many it was given, without
 * changing anything. Told to Kafka's clients by their setting {@code interceptor.classes}; for one
 * run at a time.
 */
public final class ReadStamps
    implements ConsumerInterceptor<byte[], byte[]>, ProducerInterceptor<byte[], byte[]> {

  /** What has a consumer tell it. */
  static final Map<String, String> SETTING =
      Map.of(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, ReadStamps.class.getName());

  private static final Set<String> FACTS =
      Set.of(
          TopicCatalogue.PRODUCTION_COUNTS.name(),
          TopicCatalogue.MACHINE_STATES.name(),
          TopicCatalogue.OPERATOR_EVENTS.name());

  private static final AtomicLong FIRST = new AtomicLong();
  private static final AtomicLong COUNT = new AtomicLong();
  private static final AtomicLong LAST = new AtomicLong();

  static void reset() {
    FIRST.set(0);
    COUNT.set(0);
    LAST.set(0);
  }

  /** Facts given so far. */
  static long count() {
    return COUNT.get();
  }

  /** Wall clock at the first, in epoch milliseconds; 0: none yet. */
  static long first() {
    return FIRST.get();
  }

  /** Wall clock at the last of those so far. */
  static long last() {
    return LAST.get();
  }

  /** Notes that so many facts were given just now, at least one. */
  static void given(int facts) {
    long now = System.currentTimeMillis();
    FIRST.compareAndSet(0, now);
    COUNT.addAndGet(facts);
    LAST.set(now);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    int facts = 0;
    for (TopicPartition partition : records.partitions()) {
      facts += FACTS.contains(partition.topic()) ? records.records(partition).size() : 0;
    }
    if (facts > 0) {
      given(facts);
    }
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    // Nothing of it is measured.
  }

  @Override
  public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> message) {
    return message;
  }

  @Override
  public void onAcknowledgement(RecordMetadata metadata, Exception failure) {
    // Nothing of it is measured.
  }

  @Override
  public void configure(Map<String, ?> settings) {
    // It has none.
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
