package io.takt.ingest.simulator.truth;

/** Where time is booked; the names are the loss categories of the ledger. */
public enum Category {
  NOT_SCHEDULED,
  PLANNED_STOP,
  NO_DATA,
  SETUP,
  RUNNING,
  MINOR_STOP,
  UNPLANNED_STOP,
  PENDING_STOP
}
