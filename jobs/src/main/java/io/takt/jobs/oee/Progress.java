package io.takt.jobs.oee;

/**
 * Up to when time may be booked: the plant's now, or, while a backlog is being read, as far as it
 * has been read. Booking ahead of a backlog would book silence and then every minute of it anew.
 *
 * <p>Only how often a minute is said again depends on this, never what is said in the end. For one
 * thread; wall clock and watermark are handed in.
 */
public final class Progress {

  /** A backlog is being read as long as the watermark rises this often, in milliseconds. */
  static final long PATIENCE = 5_000;

  /** The first watermark may take this long, in milliseconds. */
  static final long START_UP = 5_000;

  /** Facts that arrived less than this before now, in the wall's milliseconds, are no backlog. */
  static final long BACKLOG = 10_000;

  /**
   * A backlog that is being read is over only here, in the wall's milliseconds before now, besides
   * what the watermark is always behind. Were the rest of it no backlog, each of its facts would
   * change all that was booked since, as silence.
   */
  static final long BACKLOG_OVER = 2_000;

  /** The watermark is so far behind the newest arrival, in the plant's milliseconds. */
  static final long OUT_OF_ORDER = 5_000;

  private final PlantClock clock;
  private final long startedAt;
  private long watermark = Long.MIN_VALUE;
  private long watermarkRoseAt;
  private long now = Long.MIN_VALUE;
  private boolean catchingUp;
  private long backlogSeenAt;
  private long seenAt;

  public Progress(PlantClock clock, long wall) {
    this.clock = clock;
    this.startedAt = wall;
    this.watermarkRoseAt = wall;
    this.backlogSeenAt = wall;
    this.seenAt = wall;
  }

  /** Takes notice of the clock and the watermark; to be called before {@link #now()}. */
  public void at(long wall, long newWatermark) {
    if (newWatermark > watermark) {
      watermark = newWatermark;
      watermarkRoseAt = wall;
    }
    long plant = clock.now(wall);
    if (watermark == Long.MIN_VALUE) {
      catchingUp = wall - startedAt < START_UP;
    } else if (wall - watermarkRoseAt >= PATIENCE) {
      catchingUp = false;
    } else {
      long near = catchingUp ? clock.perWall(BACKLOG_OVER) + OUT_OF_ORDER : clock.perWall(BACKLOG);
      catchingUp = watermark < plant - near;
    }
    if (catchingUp) {
      backlogSeenAt = wall;
    }
    seenAt = wall;
    now = Math.max(now, catchingUp ? Math.min(plant, watermark) : plant);
  }

  /** The plant's time up to which may be booked; never falls. Long.MIN_VALUE: nothing yet. */
  public long now() {
    return now;
  }

  /** Whether a backlog is being read. */
  boolean catchingUp() {
    return catchingUp;
  }

  /** Whether no backlog was seen for so many milliseconds of the wall clock. */
  boolean livesSince(long length) {
    return seenAt - backlogSeenAt >= length;
  }
}
