package io.takt.jobs.timeline;

/** Receives what a step of the timeline changes, in an order that may be applied one by one. */
public interface Changes {

  /** This minute's content is now so. */
  void minute(MinuteOfLedger minute);

  /** This stop is now so. */
  void stop(StopRecord stop);

  /** No stop starts at this instant (any more). */
  void noStop(long start);

  /** What was reported of this shift is now so, all its versions. */
  void shift(ShiftReport report);

  /** This is on record of what people said, in the place of what had its id. */
  void said(Fact.OfOperator entry);

  /** A doubt about data. May be said again after a restore, with the same content. */
  void issue(DataIssue issue);

  /** The fact came too late: what it belongs to has left the state. */
  void tooLate(Fact fact);
}
