package io.takt.ingest.replay;

import org.apache.avro.specific.SpecificRecord;

/**
 * One row of a compacted topic that the facts need.
 *
 * @param topic Kafka topic
 * @param key the row's key in that topic
 * @param value the Avro record
 */
public record TableRow(String topic, String key, SpecificRecord value) {}
