package io.takt.bench.peer;

import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Tells how many messages a consumer was given, each time; changes nothing. */
public final class GivenFacts implements ConsumerInterceptor<byte[], byte[]> {

  /** A consumer's setting: the {@link IntConsumer} that is told. */
  static final String LISTENER = "takt.given";

  private IntConsumer listener;

  @Override
  public void configure(Map<String, ?> settings) {
    listener = (IntConsumer) settings.get(LISTENER);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    if (!records.isEmpty()) {
      listener.accept(records.count());
    }
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    // Nothing of it is measured.
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
