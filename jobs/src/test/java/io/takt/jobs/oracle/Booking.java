package io.takt.jobs.oracle;

import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MachineState;
import java.util.List;

/** How an instant is booked: all that makes two instants belong to different slices. */
record Booking(
    MachineState state,
    LossCategory category,
    boolean extra,
    String reason,
    List<ActiveOrders.Row> rows,
    String shift,
    long shiftStart,
    int businessDay) {}
