package io.takt.jobs.oee;

import java.io.Serializable;

/**
 * The plant's time as a function of the wall clock: the same in production, faster in a simulation.
 * Instants are epoch milliseconds.
 *
 * @param wallOrigin wall clock at the plant's origin
 * @param plantOrigin plant's time there
 * @param speed plant's milliseconds per millisecond of the wall, above 0
 * @param stop plant's time never goes beyond; Long.MAX_VALUE: it goes on
 */
public record PlantClock(long wallOrigin, long plantOrigin, double speed, long stop)
    implements Serializable {

  /** The wall clock itself. */
  public static final PlantClock WALL = new PlantClock(0, 0, 1, Long.MAX_VALUE);

  /** Refuses a clock that does not go. */
  public PlantClock {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException(
          "The plant's clock has a speed of " + speed + "; it must be a number above 0.");
    }
  }

  /** The plant's time when the wall clock shows that. */
  public long now(long wall) {
    long sinceOrigin = wall - wallOrigin;
    long passed = speed == 1 ? sinceOrigin : (long) Math.floor(sinceOrigin * speed);
    return Math.min(stop, plantOrigin + passed);
  }

  /** The first wall clock at which {@link #now} is {@code plant}; Long.MAX_VALUE: never. */
  public long wallOf(long plant) {
    if (plant > stop || plant == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    long sinceOrigin = plant - plantOrigin;
    if (speed == 1) {
      return wallOrigin + sinceOrigin;
    }
    long wall = wallOrigin + (long) Math.ceil(sinceOrigin / speed);
    // Rounding of large instants may be off by one either way.
    while (now(wall) < plant) {
      wall++;
    }
    return wall;
  }

  /** Plant's milliseconds that pass in so many of the wall. */
  public long perWall(long wallMillis) {
    return (long) (wallMillis * speed);
  }
}
