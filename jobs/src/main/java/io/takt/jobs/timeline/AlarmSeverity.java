package io.takt.jobs.timeline;

/** How bad an alarm is for production, in rising order. */
public enum AlarmSeverity {
  INFO,
  WARNING,
  FAULT,
  CRITICAL
}
