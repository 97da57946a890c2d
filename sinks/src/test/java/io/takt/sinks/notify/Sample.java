package io.takt.sinks.notify;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Alerts and messages for tests. */
final class Sample {

  static final long NIGHT = Instant.parse("2026-03-02T02:14:00Z").toEpochMilli();

  private Sample() {}

  static AlertView alert(String rule, String asset, String line, String severity, long activeAt) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("rule", rule);
    labels.put("asset", asset);
    labels.put("line", line);
    labels.put("site", "Ulm");
    labels.put("severity", severity);
    return new AlertView(
        rule + "|" + asset,
        rule,
        asset,
        "ACTIVE_UNACKNOWLEDGED",
        activeAt,
        activeAt,
        activeAt,
        severity,
        asset + " has stood since 02:14",
        labels,
        "",
        "");
  }

  static AlertView in(AlertView alert, String state, long since) {
    return new AlertView(
        alert.fingerprint(),
        alert.rule(),
        alert.asset(),
        state,
        since,
        alert.startedAt(),
        alert.activeAt(),
        alert.severity(),
        alert.summary(),
        alert.labels(),
        state.equals("ACTIVE_ACKNOWLEDGED") ? "badge 7" : "",
        "");
  }

  static Message message(String receiver, Message.Kind kind, AlertView... alerts) {
    return new Message(
        receiver, "all/L1@" + NIGHT, kind, false, 0, "", List.of(alerts), 0, NIGHT + 23 * 60_000);
  }
}
