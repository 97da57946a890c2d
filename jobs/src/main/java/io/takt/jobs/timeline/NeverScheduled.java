package io.takt.jobs.timeline;

/** Stands in for a calendar that nobody has described: nothing is scheduled, days are UTC. */
final class NeverScheduled implements PlantCalendar {
  static final NeverScheduled INSTANCE = new NeverScheduled();
  private static final long DAY = 24 * 60 * 60_000L;

  private NeverScheduled() {}

  @Override
  public Segment at(long instant, String asset) {
    long day = Math.floorDiv(instant, DAY);
    return new Segment(day * DAY, (day + 1) * DAY, null, Fact.NONE, Math.toIntExact(day), false);
  }
}
