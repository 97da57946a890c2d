package io.takt.sinks.notify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.takt.avro.Alert;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert as the notifier sees it. Times are epoch milliseconds; 0: none.
 *
 * @param state as in the contract
 * @param activeAt with the fingerprint it names the episode
 */
public record AlertView(
    String fingerprint,
    String rule,
    String asset,
    String state,
    long since,
    long startedAt,
    long activeAt,
    String severity,
    String summary,
    Map<String, String> labels,
    String acknowledgedBy,
    String suppressedBy) {

  /** From the contract. */
  public static AlertView of(Alert alert) {
    return new AlertView(
        alert.getFingerprint(),
        alert.getRule(),
        alert.getAssetId() == null ? "" : alert.getAssetId(),
        alert.getState().name(),
        alert.getSince().toEpochMilli(),
        alert.getStartedAt().toEpochMilli(),
        millis(alert.getActiveAt()),
        alert.getSeverity(),
        alert.getSummary(),
        new TreeMap<>(alert.getLabels()),
        alert.getAcknowledgedBy(),
        alert.getSuppressedBy());
  }

  private static long millis(Instant time) {
    return time == null ? 0 : time.toEpochMilli();
  }

  /** Whether people are to see it as active. */
  @JsonIgnore
  public boolean isActive() {
    return isUnacknowledged() || state.equals("ACTIVE_ACKNOWLEDGED");
  }

  /** Whether somebody still has to say that they have seen it. */
  @JsonIgnore
  public boolean isUnacknowledged() {
    return state.equals("ACTIVE_UNACKNOWLEDGED");
  }

  /** Whether it is over. */
  @JsonIgnore
  public boolean isCleared() {
    return state.equals("CLEARED");
  }

  String label(String name) {
    return labels.getOrDefault(name, "");
  }
}
