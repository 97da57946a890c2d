package io.takt.ingest;

import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Where adapters hand over what they read: facts, table rows and dead letters, topic by topic.
 *
 * <p>Publishing is asynchronous. What could not be delivered is told by the next {@code publish},
 * {@code publishRaw} or {@code flush} with a {@link PublishException}; after that the publisher is
 * of no further use. Not safe for several threads.
 */
public interface FactPublisher {

  /**
   * Hands over one record.
   *
   * @param topic Kafka topic
   * @param key record key, the asset id unless the topic says otherwise
   * @param value the Avro record; null is a tombstone and deletes the key of a compacted table
   * @param arrivedAt when the first of our own parts took it; becomes the Kafka record's timestamp
   * @throws PublishException when an earlier record could not be delivered
   */
  void publish(String topic, String key, SpecificRecord value, Instant arrivedAt);

  /**
   * Hands over bytes as they are, for what has no schema or is broken on purpose.
   *
   * @param topic Kafka topic
   * @param key record key; null for none
   * @param value record value; null is a tombstone
   * @param arrivedAt becomes the Kafka record's timestamp
   * @throws PublishException when an earlier record could not be delivered
   */
  void publishRaw(String topic, byte[] key, byte[] value, Instant arrivedAt);

  /**
   * Waits until everything handed over so far is acknowledged.
   *
   * @throws PublishException when a record could not be delivered
   */
  void flush();

  /** Records handed over so far per topic, raw ones and tombstones included. */
  Map<String, Long> published();
}
