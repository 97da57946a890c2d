package io.takt.jobs.anomaly;

/** Trust in a measured value, after OPC UA's three classes. */
public enum Trust {
  GOOD,
  UNCERTAIN,
  BAD
}
