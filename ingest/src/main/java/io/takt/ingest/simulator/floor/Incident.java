package io.takt.ingest.simulator.floor;

import io.takt.ingest.simulator.master.Cause;

/**
 * A machine stands still for a cause.
 *
 * @param onset when the cause began to show; equal to {@code from} where it does not
 * @param from when the machine stopped
 * @param to when it is repaired
 * @param silent true: no alarm tells of it
 */
public record Incident(
    Machine machine, Cause cause, long onset, long from, long to, boolean silent) {}
