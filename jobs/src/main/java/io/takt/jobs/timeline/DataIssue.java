package io.takt.jobs.timeline;

/** A doubt about data: what is wrong, when, about what, and one sentence for people. */
public record DataIssue(Kind kind, long at, String subject, String detail) {

  /** What can be wrong; the words are those of the data-quality contract. */
  public enum Kind {
    UNMAPPED_STATE,
    IMPLAUSIBLE_COUNT,
    COUNTER_RESET,
    INVALID_QUANTITY,
    CONFLICTING_DUPLICATE,
    CORRECTION_EXCEEDS_PRODUCTION,
    UNKNOWN_ORDER,
    UNKNOWN_REASON,
    UNKNOWN_CALENDAR,
    INVARIANT_BROKEN,
    AMBIGUOUS_REASON
  }
}
