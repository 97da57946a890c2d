package io.takt.bench.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What faults did to a run.
 *
 * @param compared rows of the undisturbed run
 * @param different rows that only one of the two has, a line each
 * @param versions reports of shifts that only one of the two has; told, not judged
 * @param lost what should have been told and was not, a line each
 */
record Verdict(
    long seed,
    int compared,
    List<String> different,
    List<String> versions,
    List<String> lost,
    Trial.Result disturbed) {

  static Verdict of(long seed, Trial.Result undisturbed, Trial.Result disturbed) {
    List<String> lost = new ArrayList<>(disturbed.told().lost());
    lost.addAll(undisturbed.told().missingIn(disturbed.told()));
    return new Verdict(
        seed,
        undisturbed.tables().size(),
        undisturbed.tables().differences(disturbed.tables()),
        undisturbed.versions().differences(disturbed.versions()),
        lost,
        disturbed);
  }

  /** Whether nothing was lost, repeated or booked otherwise. */
  boolean holds() {
    return compared > 0
        && different.isEmpty()
        && lost.isEmpty()
        && disturbed.told().sentTwice() == 0;
  }

  private List<Double> recoveries() {
    return disturbed.injuries().stream().map(Injury::recoverySeconds).sorted().toList();
  }

  private static double share(List<Double> sorted, double share) {
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  /** Prints a line a fault and what was compared. */
  void print(PrintWriter out, int mostDifferences) {
    out.printf(
        "%n  %-22s %6s %12s %12s  %s%n", "fault", "at s", "first rows s", "recovered s", "checked");
    for (Injury injury : disturbed.injuries()) {
      out.printf(
          Locale.ROOT,
          "  %-22s %6.0f %12.1f %12.1f  %s%n",
          injury.kind(),
          injury.at(),
          injury.firstRowsSeconds(),
          injury.recoverySeconds(),
          injury.checked().isEmpty() ? "rows, messages" : "rows, messages, " + injury.checked());
    }
    disturbed
        .skipped()
        .forEach(
            (kind, why) -> out.printf("  %-22s %6s %12s %12s  %s%n", kind, "-", "-", "-", why));
    out.printf(
        Locale.ROOT,
        "%nseed %d: %d faults, %d skipped; %,d rows compared, %d different; %d entries and restated"
            + " shifts; %d reports of shifts at another time or with more or less read%n",
        seed,
        disturbed.injuries().size(),
        disturbed.skipped().size(),
        compared,
        different.size(),
        disturbed.corrections(),
        versions.size());
    out.printf(
        Locale.ROOT,
        "%,d messages taken, %d came again and were known by their key, %d alerts not told with a"
            + " reason; %d sent twice, %d lost%n",
        disturbed.told().messages(),
        disturbed.told().repeated(),
        disturbed.told().untold(),
        disturbed.told().sentTwice(),
        lost.size());
    out.printf(
        Locale.ROOT,
        "recovered after %.1f s (median), %.1f s (longest)%n",
        share(recoveries(), 0.5),
        share(recoveries(), 1));
    Map<String, Integer> byRelation = new TreeMap<>();
    different.forEach(line -> byRelation.merge(line.split("[ :]", 2)[0], 1, Integer::sum));
    if (!byRelation.isEmpty()) {
      out.println("different rows by relation: " + byRelation);
    }
    different.stream().limit(mostDifferences).forEach(line -> out.println("  " + line));
    lost.stream().limit(mostDifferences).forEach(line -> out.println("  " + line));
    out.println(holds() ? "Everything holds." : "It does not hold.");
    out.flush();
  }

  /** Writes the figures as JSON. */
  void write(Path file) throws IOException {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("seed", seed);
    figures.put("faults", disturbed.injuries().size());
    Map<String, Integer> kinds = new TreeMap<>();
    disturbed.injuries().forEach(injury -> kinds.merge(injury.kind(), 1, Integer::sum));
    figures.put("kinds", kinds);
    figures.put("skipped", disturbed.skipped());
    figures.put("rows_compared", compared);
    figures.put("rows_different", different.size());
    figures.put("shift_reports_otherwise", versions.size());
    figures.put("messages", disturbed.told().messages());
    figures.put("repeated_known_by_key", disturbed.told().repeated());
    figures.put("sent_twice", disturbed.told().sentTwice());
    figures.put("lost", lost.size());
    figures.put(
        "recovery_s", Map.of("p50", share(recoveries(), 0.5), "max", share(recoveries(), 1)));
    figures.put("injuries", disturbed.injuries());
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(file.toFile(), figures);
  }
}
