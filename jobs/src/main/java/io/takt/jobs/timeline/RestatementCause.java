package io.takt.jobs.timeline;

/** Why the figures of a shift that has ended are others than before. New ones go to the end. */
public enum RestatementCause {
  /** Nothing was before: the shift was reported for the first time. */
  CLOSED,
  /** A machine's fact arrived after the shift had been reported. */
  LATE_DATA,
  /** What was open at the report, a stop or a silence, has been decided by what followed. */
  PROVISIONAL,
  REASON,
  SPLIT,
  SCRAP,
  REWORK,
  ORDER,
  RATE,
  CALENDAR,
  REASON_CATALOGUE,
  ASSET_SETTINGS,
  WITHDRAWAL,
  OTHER;

  static RestatementCause of(OperatorEntry entry) {
    return switch (entry) {
      case REASON_GIVEN -> REASON;
      case STOP_SPLIT -> SPLIT;
      case SCRAP_REPORTED -> SCRAP;
      case REWORK_REPORTED -> REWORK;
      case ORDER_STARTED, ORDER_PAUSED, ORDER_FINISHED, ORDER_ASSIGNED -> ORDER;
      case WITHDRAWN -> WITHDRAWAL;
      case OTHER, NOTE, ACKNOWLEDGED, DECISION, SHELVED -> OTHER;
    };
  }
}
