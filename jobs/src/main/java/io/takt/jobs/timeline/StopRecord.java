package io.takt.jobs.timeline;

import java.util.List;

/**
 * One stop, however many shifts it spans; {@code start} is its identity.
 *
 * @param end when it ended; {@link Fact#NONE}: open
 * @param state state it stopped with
 * @param category MINOR_STOP, UNPLANNED_STOP or PENDING_STOP, by the whole stop
 * @param reason reason that covers most of it; null: none
 * @param firstAlarm first alarm of severity FAULT or above around its start; null: none
 * @param allocations clipped by shift, category, reason, order; they sum to the stop, an open one
 *     up to the last booked minute
 */
public record StopRecord(
    long start,
    long end,
    MachineState state,
    LossCategory category,
    String reason,
    String firstAlarm,
    List<Allocation> allocations) {

  /** A part of a stop with one booking. */
  public record Allocation(
      long start,
      long end,
      String shift,
      long shiftStart,
      int businessDay,
      LossCategory category,
      String reason,
      String order,
      String product) {}
}
