package io.takt.bench.anomalies;

import io.takt.bench.anomalies.NabScorer.Scored;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Scores of all files of a corpus: all together with one threshold, and each file with that
 * threshold.
 */
final class NabResult {
  private final List<NabFile> files;
  private final List<double[]> scores;
  private final Map<NabProfile, Scored> best = new EnumMap<>(NabProfile.class);

  NabResult(List<NabFile> files, List<double[]> scores) {
    this.files = files;
    this.scores = scores;
    NabScorer scorer = new NabScorer(files);
    for (NabProfile profile : NabProfile.values()) {
      best.put(profile, scorer.best(scores, profile));
    }
  }

  double score(NabProfile profile) {
    return best.get(profile).score();
  }

  void print(String title, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-42s %6.1f %6.1f %6.1f%n",
        title,
        score(NabProfile.STANDARD),
        score(NabProfile.LOW_FP),
        score(NabProfile.LOW_FN));
  }

  void printFiles(PrintWriter out) {
    out.printf("  each file at the corpus's own threshold (standard)%n");
    for (int f = 0; f < files.size(); f++) {
      Double score = ofFile(f, NabProfile.STANDARD);
      out.printf(
          Locale.ROOT,
          "  %-58s %7s  windows %d%n",
          files.get(f).name(),
          score == null ? "-" : String.format(Locale.ROOT, "%.1f", score),
          files.get(f).scoredWindows().size());
    }
  }

  /* Null: without windows there is nothing to normalise by. */
  private Double ofFile(int f, NabProfile profile) {
    if (files.get(f).scoredWindows().isEmpty()) {
      return null;
    }
    NabScorer scorer = new NabScorer(List.of(files.get(f)));
    return scorer.at(best.get(profile).threshold(), List.of(scores.get(f)), profile);
  }

  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    best.forEach((profile, scored) -> report.put(profile.key(), scored.score()));
    Map<String, Object> thresholds = new LinkedHashMap<>();
    best.forEach(
        (profile, scored) -> thresholds.put(profile.key(), Math.min(1.1, scored.threshold())));
    report.put("thresholds", thresholds);
    Map<String, Object> each = new LinkedHashMap<>();
    for (int f = 0; f < files.size(); f++) {
      Map<String, Object> one = new LinkedHashMap<>();
      for (NabProfile profile : NabProfile.values()) {
        one.put(profile.key(), ofFile(f, profile));
      }
      each.put(files.get(f).name(), one);
    }
    report.put("files", each);
    return report;
  }

  /**
   * Writes one CSV per file as NAB's own scorer reads them: {@code
   * <folder>/<category>/<detector>_<file>}.
   *
   * @throws IOException when the folder cannot be written
   */
  void write(Path folder, String detector) throws IOException {
    for (int f = 0; f < files.size(); f++) {
      NabFile file = files.get(f);
      int slash = file.name().lastIndexOf('/');
      Path target =
          folder
              .resolve(slash < 0 ? "" : file.name().substring(0, slash))
              .resolve(detector + "_" + file.name().substring(slash + 1));
      Files.createDirectories(target.getParent());
      Files.writeString(target, rows(file, scores.get(f)));
    }
  }

  private static String rows(NabFile file, double[] scores) {
    StringBuilder rows = new StringBuilder("timestamp,value,anomaly_score,label\n");
    int w = 0;
    for (int i = 0; i < file.rows(); i++) {
      while (w < file.windows().size() && i > file.windows().get(w).right()) {
        w++;
      }
      boolean inside = w < file.windows().size() && i >= file.windows().get(w).left();
      rows.append(file.times().get(i)).append(',').append(file.values()[i]).append(',');
      rows.append(scores[i]).append(',').append(inside ? 1 : 0).append('\n');
    }
    return rows.toString();
  }
}
