package io.takt.jobs.downtime.cause;

import java.util.List;

/**
 * Why a stop happened: the most trusted word there is, and what it rests on.
 *
 * @param cause reason code, or the context's name; null: unknown, or several are possible
 * @param probability of an inferred cause; NaN otherwise
 * @param because one sentence for people
 * @param decidedBy the operator, "alarm map", "line", "calendar" or "model"
 * @param decidedAt when what it rests on was there
 * @param firstOut the first-out alarm; null: none
 * @param machineReason what the machine's own evidence says; null: nothing certain enough
 */
public record Finding(
    StopCase stop,
    Origin origin,
    String cause,
    double probability,
    String because,
    String decidedBy,
    long decidedAt,
    String firstOut,
    String machineReason,
    double machineProbability,
    String machineBecause,
    List<Candidate> candidates,
    List<Evidence> evidence) {

  /** Where a cause comes from, most trusted first; the words of the contract. */
  public enum Origin {
    OPERATOR,
    ALARM_MAP,
    CONTEXT,
    INFERRED,
    UNKNOWN
  }

  /** What evidence is about; the words of the contract. */
  public enum Kind {
    FIRST_OUT,
    ALARM,
    CONSEQUENCE,
    CHATTER,
    ANOMALY,
    NEIGHBOUR,
    STATE,
    PRODUCT,
    ORDER,
    SHIFT,
    MINOR_STOPS,
    SIMILAR_STOP
  }

  /**
   * One piece of what a cause rests on.
   *
   * @param at NONE: of no certain time
   */
  public record Evidence(Kind kind, String subject, long at, String detail) {}

  public Finding {
    candidates = List.copyOf(candidates);
    evidence = List.copyOf(evidence);
  }
}
