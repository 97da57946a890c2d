package io.takt.sinks.tables;

import io.takt.avro.Alert;
import io.takt.sinks.copy.CopyBuffer;
import java.util.List;

/** History of alerts that were active: each state they went into, once. */
public final class AlertEventBinding extends OneRow<Alert> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  public AlertEventBinding() {
    super(
        "alert_event",
        List.of("fingerprint", "since", "state"),
        null,
        List.of(
            "rule",
            "asset_id",
            "started_at",
            "active_at",
            "severity",
            "summary",
            "acknowledged_by",
            "suppressed_by"));
  }

  @Override
  public Key key(Alert alert) {
    return TextKey.of(alert.getFingerprint(), alert.getSince(), alert.getState());
  }

  @Override
  public boolean usuallyUpdates() {
    return false;
  }

  @Override
  void encode(Alert alert, CopyBuffer row) {
    row.text(alert.getFingerprint());
    row.timestamp(alert.getSince());
    row.text(alert.getState().name());
    row.text(alert.getRule());
    row.text(alert.getAssetId());
    row.timestamp(alert.getStartedAt());
    row.timestamp(alert.getActiveAt());
    row.text(alert.getSeverity());
    row.text(alert.getSummary());
    row.text(alert.getAcknowledgedBy());
    row.text(alert.getSuppressedBy());
  }
}
