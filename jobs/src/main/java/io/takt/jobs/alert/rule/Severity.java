package io.takt.jobs.alert.rule;

/** How much an alert matters. */
public enum Severity {
  INFO,
  WARNING,
  FAULT,
  CRITICAL
}
