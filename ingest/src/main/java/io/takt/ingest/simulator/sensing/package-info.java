/**
 * What machines and people say: controllers with their counters and signals, and the reports they
 * make.
 */
package io.takt.ingest.simulator.sensing;
