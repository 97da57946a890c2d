package io.takt.sinks.tables;

import io.takt.avro.Alert;
import io.takt.avro.AlertDetail;
import io.takt.sinks.copy.CopyBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Alerts as they are now, one row a fingerprint. */
public final class AlertBinding extends OneRow<Alert> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  public AlertBinding() {
    super(
        "alert",
        List.of("fingerprint"),
        "revision",
        List.of(
            "rule",
            "asset_id",
            "state",
            "since",
            "started_at",
            "active_at",
            "severity",
            "summary",
            "labels",
            "details",
            "acknowledged_at",
            "acknowledged_by",
            "shelved_until",
            "suppressed_by"));
  }

  @Override
  public Key key(Alert alert) {
    return TextKey.of(alert.getFingerprint());
  }

  @Override
  public long revision(Alert alert) {
    return alert.getRevision();
  }

  @Override
  void encode(Alert alert, CopyBuffer row) {
    row.text(alert.getFingerprint());
    row.text(alert.getRule());
    row.text(alert.getAssetId());
    row.text(alert.getState().name());
    row.timestamp(alert.getSince());
    row.timestamp(alert.getStartedAt());
    row.timestamp(alert.getActiveAt());
    row.text(alert.getSeverity());
    row.text(alert.getSummary());
    row.jsonb(Json.of(alert.getLabels()));
    row.jsonb(Json.of(details(alert)));
    row.timestamp(alert.getAcknowledgedAt());
    row.text(alert.getAcknowledgedBy());
    row.timestamp(alert.getShelvedUntil());
    row.text(alert.getSuppressedBy());
    row.int8(alert.getRevision());
  }

  private static Map<String, String> details(Alert alert) {
    Map<String, String> details = new HashMap<>();
    for (AlertDetail detail : alert.getDetails()) {
      details.put(detail.getName(), detail.getValue());
    }
    return details;
  }
}
