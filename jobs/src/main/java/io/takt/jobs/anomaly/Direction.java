package io.takt.jobs.anomaly;

/** Which way a signal left its band. */
public enum Direction {
  HIGH,
  LOW,
  OTHER
}
