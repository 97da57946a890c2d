package io.takt.ingest.simulator.floor;

/** What became of a part. */
public enum Outcome {
  GOOD,
  SCRAP,
  REWORK
}
