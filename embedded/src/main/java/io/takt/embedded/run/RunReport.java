package io.takt.embedded.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a run came to.
 *
 * @param facts messages handed over, by topic
 * @param samples rows of telemetry
 * @param anomalies episodes of abnormal behaviour
 * @param invariantViolations minutes that are not booked exactly once
 * @param truth comparison with the simulator's books; null: there are none
 */
record RunReport(
    SortedMap<String, Long> facts,
    long deadLetters,
    long late,
    long duplicates,
    long samples,
    long anomalies,
    Instant from,
    Instant to,
    WindowFigures figures,
    long invariantViolations,
    TruthCheck truth,
    Latencies latency,
    Seconds seconds) {

  /** How long each part took, in seconds. */
  record Seconds(double build, double boot, double run) {}

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Whether nothing is wrong that a run can see. */
  boolean holds() {
    return invariantViolations == 0 && (truth == null || truth.holds());
  }

  /** Writes the report as JSON: times in seconds, ratios as fractions or null. */
  void write(Path file) throws IOException {
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    JSON.writeValue(file.toFile(), json());
  }

  private ObjectNode json() {
    ObjectNode report = JSON.createObjectNode();
    ObjectNode topics = report.putObject("facts");
    facts.forEach(topics::put);
    report.put("dead_letters", deadLetters);
    report.put("late", late);
    report.put("duplicates", duplicates);
    report.put("samples", samples);
    report.put("anomalies", anomalies);
    report.putObject("window").put("from", from.toString()).put("to", to.toString());
    ObjectNode assets = report.putObject("assets");
    figures
        .assets()
        .forEach(
            (id, asset) -> {
              ObjectNode node = figures(assets.putObject(id), asset.figures());
              ObjectNode days = node.putObject("days");
              asset.days().forEach((date, figures) -> figures(days.putObject(date), figures));
            });
    report.put("invariant_violations", invariantViolations);
    if (truth != null) {
      report
          .putObject("truth")
          .put("max_abs_error_s", truth.maxAbsErrorS())
          .put("max_abs_oee_error", truth.maxAbsOeeError())
          .put("count_errors", truth.countErrors());
    }
    report.putObject("latency_ms").put("p50", latency.p50()).put("p99", latency.p99());
    report
        .putObject("seconds")
        .put("build", seconds.build())
        .put("boot", seconds.boot())
        .put("run", seconds.run());
    return report;
  }

  private static ObjectNode figures(ObjectNode node, Map<String, Double> figures) {
    figures.forEach(node::put);
    return node;
  }
}
