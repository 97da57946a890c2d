/**
 * The plant's physics: machines, buffers between them, wear, and the order in which things happen.
 */
package io.takt.ingest.simulator.floor;
