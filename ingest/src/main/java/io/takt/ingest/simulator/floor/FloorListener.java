package io.takt.ingest.simulator.floor;

import io.takt.ingest.simulator.master.Condition;
import io.takt.ingest.simulator.master.PlannedOrder;

/** Hears what happens on the floor, at the moment it happens. */
public interface FloorListener {

  /** A machine signals another condition. */
  default void conditionChanged(long at, Machine machine, Condition condition) {}

  /** One cycle ended. */
  default void partsMade(long at, Machine machine, int pieces, Outcome outcome) {}

  /** A machine will break down unless it stands still by then. */
  default void incidentLooms(
      long onset,
      long due,
      Machine machine,
      io.takt.ingest.simulator.master.Cause cause,
      boolean silent) {}

  /** A machine stopped; the incident knows how long it will last. */
  default void incidentBegan(Incident incident) {}

  /** A machine's controller was restarted; its counters may start again. */
  default void controllerRestarted(long at, Machine machine) {}

  /** A machine begins the changeover from one order (null: none) to the next. */
  default void orderTaken(long at, Machine machine, PlannedOrder previous, PlannedOrder next) {}
}
