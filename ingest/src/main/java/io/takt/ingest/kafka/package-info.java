/** Facts into Kafka, in the registry's wire format. */
package io.takt.ingest.kafka;
