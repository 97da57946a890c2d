package io.takt.jobs.timeline;

/** What an operator's entry says; the words are those of the operator-events contract. */
public enum OperatorEntry {
  REASON_GIVEN,
  STOP_SPLIT,
  SCRAP_REPORTED,
  REWORK_REPORTED,
  ORDER_STARTED,
  ORDER_PAUSED,
  ORDER_FINISHED,
  ORDER_ASSIGNED,
  WITHDRAWN,
  /** Notes, acknowledgements, decisions: on record, booking nothing. */
  OTHER
}
