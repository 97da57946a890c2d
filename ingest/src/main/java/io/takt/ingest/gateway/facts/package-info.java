/** Facts sent by systems: JSON to Avro, checked row by row, into Kafka once. */
package io.takt.ingest.gateway.facts;
