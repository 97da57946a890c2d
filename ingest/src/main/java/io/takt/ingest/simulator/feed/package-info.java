/** Takes a plant's deliveries to wherever facts are published, at the pace of a plant clock. */
package io.takt.ingest.simulator.feed;
