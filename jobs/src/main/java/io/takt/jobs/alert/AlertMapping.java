package io.takt.jobs.alert;

import io.takt.avro.Alert;
import io.takt.avro.AlertDetail;
import io.takt.avro.AlertState;
import io.takt.jobs.alert.life.Life;
import io.takt.jobs.alert.life.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Lives of alerts → the contract. */
final class AlertMapping {

  private AlertMapping() {}

  static Alert alert(Life life, long revision) {
    List<AlertDetail> details = new ArrayList<>();
    new TreeMap<>(life.details())
        .forEach((name, value) -> details.add(new AlertDetail(name, value)));
    return Alert.newBuilder()
        .setFingerprint(life.fingerprint())
        .setRule(life.rule())
        .setAssetId(life.asset())
        .setState(state(life.state()))
        .setSince(Instant.ofEpochMilli(life.since()))
        .setStartedAt(Instant.ofEpochMilli(life.startedAt()))
        .setRevision(revision)
        .setSummary(life.summary())
        .setLabels(new TreeMap<>(life.labels()))
        .setSeverity(life.labels().getOrDefault("severity", "WARNING"))
        .setActiveAt(time(life.activeAt()))
        .setAcknowledgedAt(time(life.acknowledgedAt()))
        .setAcknowledgedBy(life.acknowledgedBy())
        .setShelvedUntil(time(life.shelvedUntil()))
        .setSuppressedBy(life.suppressedBy())
        .setDetails(details)
        .build();
  }

  private static AlertState state(State state) {
    return switch (state) {
      case PENDING -> AlertState.PENDING;
      case ACTIVE_UNACKNOWLEDGED -> AlertState.ACTIVE_UNACKNOWLEDGED;
      case ACTIVE_ACKNOWLEDGED -> AlertState.ACTIVE_ACKNOWLEDGED;
      case CLEARED -> AlertState.CLEARED;
      case SHELVED -> AlertState.SHELVED;
      case SUPPRESSED -> AlertState.SUPPRESSED;
    };
  }

  private static Instant time(long millis) {
    return millis == Life.NONE ? null : Instant.ofEpochMilli(millis);
  }
}
