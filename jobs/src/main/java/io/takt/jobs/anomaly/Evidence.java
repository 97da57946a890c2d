package io.takt.jobs.anomaly;

/** What speaks for an anomaly; in the state by ordinal, so only append. */
public enum Evidence {
  /** The signals stay away from the asset's reference. */
  LEVEL,
  /** The latest rows are unlike any the asset has shown in this regime. */
  NOVELTY,
  /** A signal stays beyond its specification limits. */
  SPECIFICATION
}
