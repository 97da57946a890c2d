package io.takt.ingest.gateway.plant;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The plant's time: the wall's in production, faster in a simulation.
 *
 * @param clock what it is
 * @param speed plant's seconds per second of the wall
 */
public record PlantTime(InstantSource clock, double speed) {

  /** The wall clock. */
  public static final PlantTime WALL = new PlantTime(InstantSource.system(), 1);

  /** What it is now. */
  public Instant now() {
    return clock.instant();
  }
}
