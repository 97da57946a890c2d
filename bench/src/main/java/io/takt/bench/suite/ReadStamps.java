package io.takt.bench.suite;

import io.takt.schemas.TopicCatalogue;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Notes when a consumer in this process was first given facts, how many it was given and how far it
 * is, without changing anything. Told to Kafka's clients by their setting {@code
 * interceptor.classes}; for one run at a time. Another process sees it by JMX, see {@link
 * ReadStampsMXBean}.
 */
public final class ReadStamps
    implements ConsumerInterceptor<byte[], byte[]>, ProducerInterceptor<byte[], byte[]> {

  /** What has a consumer tell it. */
  static final Map<String, String> SETTING =
      Map.of(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, ReadStamps.class.getName());

  /** Name of the bean. */
  static final String BEAN = "io.takt.bench:type=ReadStamps";

  private static final Set<String> FACTS =
      Set.of(
          TopicCatalogue.PRODUCTION_COUNTS.name(),
          TopicCatalogue.MACHINE_STATES.name(),
          TopicCatalogue.OPERATOR_EVENTS.name());

  private static final AtomicLong FIRST = new AtomicLong();
  private static final AtomicLong COUNT = new AtomicLong();
  private static final AtomicLong LAST = new AtomicLong();
  private static final Map<TopicPartition, Long> NEXT = new ConcurrentHashMap<>();

  static void reset() {
    FIRST.set(0);
    COUNT.set(0);
    LAST.set(0);
    NEXT.clear();
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

  /** Topics of facts. */
  static Set<String> topics() {
    return FACTS;
  }

  /** Sum of the offsets up to which facts were given; a partition counts once it has given one. */
  static long position() {
    return NEXT.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    int facts = 0;
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> given = records.records(partition);
      if (FACTS.contains(partition.topic()) && !given.isEmpty()) {
        facts += given.size();
        NEXT.put(partition, given.get(given.size() - 1).offset() + 1);
      }
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
    publish();
  }

  /** Each client has an interceptor of its own; what they note is one. */
  private static synchronized void publish() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName name = new ObjectName(BEAN);
      if (!server.isRegistered(name)) {
        server.registerMBean(new Seen(), name);
      }
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Seen implements ReadStampsMXBean {
    @Override
    public long getFirst() {
      return first();
    }

    @Override
    public long getPosition() {
      return position();
    }
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
