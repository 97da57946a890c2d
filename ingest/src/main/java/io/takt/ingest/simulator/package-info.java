/**
 * A plant that runs by itself: machines, people, their reports, the way those reports travel, and
 * the plant's own books.
 *
 * <p>{@link io.takt.ingest.simulator.Plant} is the way in. Everything follows from its settings:
 * the same settings give the same deliveries, byte for byte, whatever the pace at which they are
 * taken. All instants inside are epoch milliseconds of plant time.
 */
package io.takt.ingest.simulator;
