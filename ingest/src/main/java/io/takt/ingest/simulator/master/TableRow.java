package io.takt.ingest.simulator.master;

import org.apache.avro.specific.SpecificRecord;

/** One row of a compacted topic. */
public record TableRow(String topic, String key, SpecificRecord row) {}
