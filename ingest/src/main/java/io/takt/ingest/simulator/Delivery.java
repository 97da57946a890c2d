package io.takt.ingest.simulator;

import org.apache.avro.specific.SpecificRecord;

/**
 * One message as it reaches Kafka.
 *
 * @param arrivedAt plant time at which it is delivered, epoch milliseconds
 * @param topic where it goes
 * @param key the asset
 * @param value a {@link SpecificRecord} of io.takt.avro, or a byte array that no registry knows
 */
public record Delivery(long arrivedAt, String topic, String key, Object value) {

  public Delivery {
    if (!(value instanceof SpecificRecord) && !(value instanceof byte[])) {
      throw new IllegalArgumentException("a delivery carries a record or raw bytes, not " + value);
    }
  }

  /** True where the bytes are not to be encoded. */
  public boolean isRaw() {
    return value instanceof byte[];
  }
}
