package io.takt.jobs.timeline;

/** What the asset does at {@code asOf}; absent instants are {@link Fact#NONE}. */
public record LiveRow(
    long asOf,
    MachineState state,
    long stateSince,
    LossCategory category,
    long stopSince,
    String reason,
    String order,
    String product,
    String shift,
    long shiftStart,
    long lastFactAt,
    long lastArrivedAt,
    long facts,
    long duplicates) {}
