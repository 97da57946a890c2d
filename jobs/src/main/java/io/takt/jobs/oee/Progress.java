package io.takt.jobs.oee;

/**
 * Up to when time may be booked: the plant's now, or, while a backlog is being read, as far as it
 * has been read. Booking ahead of a backlog would book silence and then every minute of it anew.
 *
 * <p>Only how often a minute is said again depends on this, never what is said in the end. For one
 * thread; wall clock and watermark are handed in.
 */
public final class Progress {

  /**
   * A backlog is being read as long as the watermark rises, or a fact of it comes, this often, in
   * milliseconds.
   */
  static final long PATIENCE = 5_000;

  /**
   * A task that is not called for longer, in milliseconds, was held up itself, by a database that
   * does not answer for example: that is no silence, as it could not have heard anything.
   */
  static final long CALLED_WITHIN = 2_500;

  /** The first watermark may take this long, in milliseconds, if no fact of a backlog comes. */
  static final long START_UP = 5_000;

  /** Facts that arrived less than this before now, in the wall's milliseconds, are no backlog. */
  static final long BACKLOG = 10_000;

  /**
   * By a clock faster than the wall's, facts that arrived less than this before now, in the plant's
   * milliseconds, are none: each minute that is booked before its facts is booked again after them,
   * and such a clock has many minutes in ten seconds of the wall.
   */
  static final long BACKLOG_OF_PLANT = 60_000;

  /** However fast the clock is, a backlog is more than this, in the wall's milliseconds. */
  static final long BACKLOG_AT_LEAST = 3_000;

  /**
   * A backlog that is being read is over only here, in the wall's milliseconds before now, besides
   * what the watermark is always behind. Were the rest of it no backlog, each of its facts would
   * change all that was booked since, as silence.
   */
  static final long BACKLOG_OVER = 2_000;

  /** The watermark is so far behind the newest arrival, in the plant's milliseconds. */
  static final long OUT_OF_ORDER = 5_000;

  /**
   * A partition that is slow to read counts as idle and the watermark passes it by. So nothing is
   * forgotten until no backlog was seen for so long, in the wall's milliseconds.
   */
  static final long SURELY_READ = 600_000;

  /**
   * What is forgotten is more than an hour older than the horizon. A backlog that is less than this
   * behind, in the plant's milliseconds, has nothing of it.
   */
  static final long SHORT = 600_000;

  private final PlantClock clock;
  private long watermark = Long.MIN_VALUE;
  private long stillFor;

  /** Since when there was neither a watermark nor a fact of a backlog, by the wall clock. */
  private long waitsSince;

  private long now = Long.MIN_VALUE;
  private boolean catchingUp;
  private long longBacklogSeenAt;
  private long seenAt;

  public Progress(PlantClock clock, long wall) {
    this.clock = clock;
    this.waitsSince = wall;
    this.longBacklogSeenAt = wall;
    this.seenAt = wall;
  }

  /** Takes notice of the clock and the watermark; to be called before {@link #now()}. */
  public void at(long wall, long newWatermark) {
    stillFor += Math.min(Math.max(0, wall - seenAt), CALLED_WITHIN);
    if (newWatermark > watermark) {
      watermark = newWatermark;
      stillFor = 0;
    }
    long plant = clock.now(wall);
    if (watermark == Long.MIN_VALUE) {
      catchingUp = now == Long.MIN_VALUE && wall - waitsSince < START_UP;
    } else if (stillFor >= PATIENCE) {
      catchingUp = false;
    } else {
      long near = catchingUp ? clock.perWall(BACKLOG_OVER) + OUT_OF_ORDER : backlog();
      catchingUp = watermark < plant - near;
    }
    if (catchingUp && watermark < plant - longBacklog()) {
      longBacklogSeenAt = wall;
    }
    seenAt = wall;
    now = Math.max(now, catchingUp ? Math.min(plant, watermark) : plant);
  }

  /**
   * Takes notice of a fact. One of a backlog tells that it is being read, though the watermark may
   * stand still for long: it waits for the slowest partition, and behind a task that has much to
   * do.
   */
  public void heard(long arrivedAt) {
    long behind = clock.now(seenAt) - arrivedAt;
    if (behind > (catchingUp ? clock.perWall(BACKLOG_OVER) : backlog())) {
      stillFor = 0;
      waitsSince = seenAt;
    }
    if (behind > longBacklog()) {
      longBacklogSeenAt = seenAt;
    }
  }

  private long longBacklog() {
    return Math.max(SHORT, backlog());
  }

  /** How far facts are behind, at least, that are a backlog, in the plant's milliseconds. */
  private long backlog() {
    return Math.min(
        clock.perWall(BACKLOG), Math.max(BACKLOG_OF_PLANT, clock.perWall(BACKLOG_AT_LEAST)));
  }

  /** The plant's time up to which may be booked; never falls. Long.MIN_VALUE: nothing yet. */
  public long now() {
    return now;
  }

  /** Whether a backlog is being read. */
  boolean catchingUp() {
    return catchingUp;
  }

  /**
   * Whether no long backlog was seen, by the watermark or a fact, for ten minutes, or for as long
   * as the horizon takes on the wall clock if that is less: whatever is older than the horizon has
   * surely been read.
   *
   * @param horizon in the plant's milliseconds
   */
  boolean allSurelyRead(long horizon) {
    long alone = seenAt - longBacklogSeenAt;
    return alone >= SURELY_READ || clock.perWall(alone) >= horizon;
  }
}
