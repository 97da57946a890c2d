package io.takt.jobs.alert.life;

/** Where an alert is in its life, after ISA-18.2, as it is told. */
public enum State {
  PENDING,
  ACTIVE_UNACKNOWLEDGED,
  ACTIVE_ACKNOWLEDGED,
  CLEARED,
  SHELVED,
  SUPPRESSED
}
