package io.takt.embedded.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report in lines of at most 100 characters. */
final class Summary {
  private static final int MOST_ASSETS = 24;

  private Summary() {}

  static List<String> of(RunReport report, boolean settled) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("  " + report.from() + " to " + report.to());
    lines.add(
        "  %-16s %8s %8s %8s %8s %8s %8s %6s %6s %6s"
            .formatted(
                "asset",
                "sched h",
                "run h",
                "stop h",
                "unseen h",
                "total",
                "good",
                "A %",
                "P %",
                "OEE %"));
    int shown = 0;
    for (Map.Entry<String, WindowFigures.Asset> asset : report.figures().assets().entrySet()) {
      if (shown++ == MOST_ASSETS) {
        lines.add("  … and %d more".formatted(report.figures().assets().size() - MOST_ASSETS));
        break;
      }
      lines.add(line(asset.getKey(), asset.getValue().figures()));
    }
    long facts = report.facts().values().stream().mapToLong(Long::longValue).sum();
    lines.add(
        "  %,d messages, %,d repeated, %,d dead letters, %,d too late to book"
            .formatted(facts, report.duplicates(), report.deadLetters(), report.late()));
    lines.add(
        "  %,d samples of telemetry, episodes of abnormal behaviour: %,d"
            .formatted(report.samples(), report.anomalies()));
    if (report.latency().p50() != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  visible after %.0f ms (p50), %.0f ms (p99)",
              report.latency().p50(),
              report.latency().p99()));
    }
    lines.add("");
    lines.add(check(settled, "everything handed over is in the database"));
    lines.add(
        check(
            report.invariantViolations() == 0,
            "every second of every asset is booked exactly once (%d violations)"
                .formatted(report.invariantViolations())));
    TruthCheck truth = report.truth();
    if (truth != null) {
      lines.add(
          check(
              truth.holds(),
              String.format(
                  Locale.ROOT,
                  "against the simulator's own books: %.3f s, %.5f OEE, %d wrong counts",
                  truth.maxAbsErrorS(),
                  truth.maxAbsOeeError(),
                  truth.countErrors())));
      truth.differences().forEach(difference -> lines.add("      " + difference));
    }
    return lines;
  }

  private static String line(String asset, Map<String, Double> f) {
    double scheduled = f.get("calendar_s") - f.get("not_scheduled_s");
    double stopped = f.get("minor_stop_s") + f.get("unplanned_stop_s") + f.get("pending_stop_s");
    return String.format(
        Locale.ROOT,
        "  %-16s %8.2f %8.2f %8.2f %8.2f %8.0f %8.0f %6s %6s %6s",
        asset.length() <= 16 ? asset : asset.substring(0, 15) + "…",
        scheduled / 3600,
        f.get("running_s") / 3600,
        stopped / 3600,
        f.get("no_data_s") / 3600,
        f.get("total"),
        f.get("good"),
        percent(f.get("availability")),
        percent(f.get("performance")),
        percent(f.get("oee")));
  }

  private static String percent(Double ratio) {
    return ratio == null ? "–" : String.format(Locale.ROOT, "%.1f", ratio * 100);
  }

  private static String check(boolean holds, String what) {
    return (holds ? "  ✓ " : "  ✗ ") + what;
  }
}
