package io.takt.jobs.timeline;

/** A shift calendar, expanded to instants as far as it is asked. */
public interface PlantCalendar {

  /**
   * The longest interval around {@code instant} in which the calendar says one and the same for
   * that asset.
   */
  Segment at(long instant, String asset);

  /**
   * One and the same word of the calendar.
   *
   * @param shift name of the shift; null: none covers it
   * @param shiftStart start of the shift instance; {@link Fact#NONE}: none covers it
   * @param businessDay production day in days since 1970-01-01: the shift's, or the local date
   *     where no shift covers it (unscheduled segments end at local midnight)
   * @param planned a break or planned stop
   */
  record Segment(
      long from, long to, String shift, long shiftStart, int businessDay, boolean planned) {}
}
