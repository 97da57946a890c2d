package io.takt.jobs.timeline;

/** Where an asset's reports of shifts that have ended are kept, by the start of the shift. */
public interface ShiftReports {

  /** The report of the shift that starts there; the head says which exist. */
  ShiftReport get(long start);

  void put(ShiftReport report);

  void remove(long start);
}
