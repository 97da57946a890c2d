package io.takt.ingest.simulator.master;

import io.takt.ingest.simulator.calendar.PlantCalendar;
import java.util.List;

/** One line: machines in the order parts pass them. */
public record LineSpec(
    int number,
    String name,
    String site,
    String area,
    PlantCalendar calendar,
    List<MachineSpec> machines) {

  public LineSpec {
    machines = List.copyOf(machines);
  }
}
