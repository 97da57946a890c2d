package io.takt.jobs.alert.life;

import java.util.Map;

/**
 * One alert. Times are epoch milliseconds of the plant's time; {@link #NONE}: not.
 *
 * @param asset null: it is about several
 * @param phase without regard to what hides it: PENDING, ACTIVE_UNACKNOWLEDGED or CLEARED
 * @param conditionSince since when the condition holds
 * @param until until when it held or will; Condition.OPEN: it holds
 * @param startedAt when the condition of this episode began; an off-delay joins several
 * @param suppressedBy fingerprint of the parent, or planned-stop; empty: nothing hides it
 * @param state as it was told last
 * @param since since when it is in that state
 */
public record Life(
    String fingerprint,
    String rule,
    String asset,
    Map<String, String> labels,
    String summary,
    Map<String, String> details,
    State phase,
    long conditionSince,
    long until,
    long startedAt,
    long activeAt,
    long acknowledgedAt,
    String acknowledgedBy,
    long shelvedUntil,
    String suppressedBy,
    State state,
    long since) {

  /** No such time. */
  public static final long NONE = Long.MIN_VALUE;

  /** Whether it is active, hidden or not. */
  public boolean active() {
    return phase == State.ACTIVE_UNACKNOWLEDGED;
  }

  /** What is told of it when the plant's time is that. */
  State shown(long at) {
    if (!active()) {
      return phase;
    }
    if (shelvedUntil > at) {
      return State.SHELVED;
    }
    if (!suppressedBy.isEmpty()) {
      return State.SUPPRESSED;
    }
    return acknowledgedAt == NONE ? State.ACTIVE_UNACKNOWLEDGED : State.ACTIVE_ACKNOWLEDGED;
  }
}
