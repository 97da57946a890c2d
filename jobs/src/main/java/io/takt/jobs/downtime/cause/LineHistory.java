package io.takt.jobs.downtime.cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** What is remembered of one line: its machines, and how long its buffers last. */
public final class LineHistory {
  final TreeMap<String, MachineHistory> machines = new TreeMap<>();
  final BufferDelays delays = new BufferDelays();

  /** The latest event time there was. */
  long newest = Long.MIN_VALUE;

  long prunedAt = Long.MIN_VALUE;

  /** Whether it has no machine. */
  public boolean isEmpty() {
    return machines.isEmpty();
  }

  /** Machines that stand in the line, in the order parts pass them. */
  List<MachineHistory> inOrder() {
    List<MachineHistory> order = new ArrayList<>();
    for (MachineHistory machine : machines.values()) {
      if (machine.place != null && machine.place.position() != Integer.MAX_VALUE) {
        order.add(machine);
      }
    }
    order.sort(Comparator.comparingInt(machine -> machine.place.position()));
    return order;
  }
}
