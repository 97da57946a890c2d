package io.takt.jobs.telemetry;

import io.takt.avro.Verdict;
import io.takt.jobs.timeline.Fact.OfOperator;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What an operator decided of an episode, as the contract of operator events has it: {@code
 * refers_to} is the episode's key, {@code asset_id|started_at}, and {@code reason} the verdict.
 *
 * @param startedAt of the episode, epoch milliseconds
 */
record Decision(long startedAt, Verdict verdict) {

  /** The decision, or null where the entry is none on an episode. */
  static Decision of(OfOperator said) {
    Verdict verdict = verdict(said.reason());
    if (verdict == null || said.refersTo() == null) {
      return null;
    }
    int parting = said.refersTo().lastIndexOf('|');
    if (parting < 0) {
      return null;
    }
    try {
      return new Decision(
          Instant.parse(said.refersTo().substring(parting + 1)).toEpochMilli(), verdict);
    } catch (DateTimeException e) {
      // It refers to something else than an episode.
      return null;
    }
  }

  private static Verdict verdict(String reason) {
    if (reason == null) {
      return null;
    }
    return switch (reason) {
      case "CONFIRMED" -> Verdict.CONFIRMED;
      case "NOT_AN_ANOMALY" -> Verdict.NOT_AN_ANOMALY;
      default -> null;
    };
  }
}
