package io.takt.ingest.replay;

import io.takt.schemas.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * One record to publish: a fact, or the dead letter of a row that could not be read.
 *
 * @param topic Kafka topic
 * @param key the asset id; for a dead letter the file's name and partition 0
 * @param value the Avro record
 * @param arrivedAt equal to the fact's own time, since nobody recorded the arrival; for a dead
 *     letter the time of the last row that could be read before it
 */
public record Delivery(String topic, String key, SpecificRecord value, Instant arrivedAt) {

  static <T extends SpecificRecord> Delivery of(Topic<T> topic, T value, Instant arrivedAt) {
    return new Delivery(topic.name(), topic.key(value), value, arrivedAt);
  }
}
