package io.takt.ingest.simulator.master;

/** What a machine signals it is doing; the names are the canonical states. */
public enum Condition {
  PRODUCING,
  IDLE,
  STARVED,
  BLOCKED,
  STOPPED,
  FAULTED,
  SETUP,
  MAINTENANCE,
  OFF,
  UNKNOWN
}
