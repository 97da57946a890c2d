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
  /** Of a kind that this version does not know: on record, booking nothing. */
  OTHER,
  /** Words for the record, booking nothing. */
  NOTE,
  /** An alert was seen; books nothing. */
  ACKNOWLEDGED,
  /** A verdict on an anomaly or a conflict; books nothing. */
  DECISION,
  /** An alert is put aside for a while; books nothing. */
  SHELVED
}
