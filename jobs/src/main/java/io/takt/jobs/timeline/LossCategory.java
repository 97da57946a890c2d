package io.takt.jobs.timeline;

/** Where an asset's second is booked; exactly one of these, in order of precedence. */
public enum LossCategory {
  /** No shift covers it, or the order or a reason takes it out of scheduled production. */
  NOT_SCHEDULED,
  /** Break, maintenance or meeting, by calendar or by reason. */
  PLANNED_STOP,
  /** The source was silent: neither up nor down. */
  NO_DATA,
  /** Changeover. */
  SETUP,
  /** Producing. */
  RUNNING,
  /** A stop that ended below the asset's threshold. */
  MINOR_STOP,
  /** A stop at or above the threshold. */
  UNPLANNED_STOP,
  /** A stop still open and below the threshold. */
  PENDING_STOP
}
