package io.takt.ingest.simulator.floor;

/** Why nobody is at the line. */
public enum Rest {
  BREAK,
  SHIFT_OVER
}
