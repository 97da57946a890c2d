package io.takt.jobs.timeline;

/** The tables that many assets share. */
public interface SharedTables {

  /** The calendar of that key, or null when nobody has described it. */
  PlantCalendar calendar(String key);

  /** Where a reason books, by date, or null when nobody has described it. */
  Versions<LossCategory> reason(String code);
}
