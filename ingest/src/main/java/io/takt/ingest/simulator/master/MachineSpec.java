package io.takt.ingest.simulator.master;

/**
 * One machine.
 *
 * @param number 0 the first of the plant
 * @param assetId identity in every stream
 * @param machineClass kind of machine: alarms go by it
 * @param position place along the line, 1 the first
 * @param lineExit true: the last of its line
 * @param pace actual cycle over the product's basic cycle
 * @param rateFactor planned over basic cycle; above the pace the machine beats its plan
 * @param noDataAfterMs silence longer than this is no data; 0: never
 * @param minRunMs shorter runs between stops are part of the stop; 0: off
 * @param connectsAfterMs first report after the plant's start
 * @param bookedFromStart true: every second from the start is booked; false: from the first fact
 */
public record MachineSpec(
    int number,
    String assetId,
    String name,
    String machineClass,
    Dialect dialect,
    int position,
    boolean lineExit,
    double pace,
    double rateFactor,
    long minorStopBelowMs,
    long noDataAfterMs,
    long minRunMs,
    long connectsAfterMs,
    boolean bookedFromStart,
    Counting counting) {}
