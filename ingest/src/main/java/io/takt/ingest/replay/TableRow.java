package io.takt.ingest.replay;

import io.takt.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * One row of a compacted topic that the facts need.
 *
 * @param topic Kafka topic
 * @param key the row's key in that topic
 * @param value the Avro record
 */
public record TableRow(String topic, String key, SpecificRecord value) {

  static <T extends SpecificRecord> TableRow of(Topic<T> topic, T value) {
    return new TableRow(topic.name(), topic.key(value), value);
  }
}
