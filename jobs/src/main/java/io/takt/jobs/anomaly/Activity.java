package io.takt.jobs.anomaly;

/**
 * What an asset does, as far as judging its signals is concerned. Only PRODUCING is learned and
 * judged.
 */
public enum Activity {
  PRODUCING,
  SETUP,
  STOPPED,
  PLANNED_STOP,
  UNKNOWN
}
