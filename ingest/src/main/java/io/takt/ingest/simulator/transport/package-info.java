/** How reports travel from the floor to Kafka, and everything that happens to them on the way. */
package io.takt.ingest.simulator.transport;
