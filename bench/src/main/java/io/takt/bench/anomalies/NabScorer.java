package io.takt.bench.anomalies;

import io.takt.bench.anomalies.NabFile.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The scoring of the Numenta Anomaly Benchmark, after Lavin and Ahmad, "Evaluating real-time
 * anomaly detection algorithms" (2015): in each window the first alarm counts, the earlier the
 * more; each alarm outside costs. One threshold holds for all files.
 */
final class NabScorer {
  private static final double FAR_BEHIND = 3;

  private final List<NabFile> files;
  private final int windows;

  NabScorer(List<NabFile> files) {
    this.files = List.copyOf(files);
    this.windows = files.stream().mapToInt(file -> file.scoredWindows().size()).sum();
  }

  /**
   * A score and the threshold it was reached with.
   *
   * @param threshold infinite: no alarm at all
   */
  record Scored(double score, double threshold) {}

  /**
   * The best that any one threshold reaches.
   *
   * @param scores one row per file, one number per row of the file, each 0 to 1
   */
  Scored best(List<double[]> scores, NabProfile profile) {
    List<Row> rows = rows(scores);
    rows.sort(Comparator.comparingDouble(Row::score).reversed());
    double raw = -windows * profile.miss();
    double best = raw;
    double threshold = Double.POSITIVE_INFINITY;
    double[] found = new double[windows];
    for (int i = 0; i < rows.size(); ) {
      double at = rows.get(i).score();
      for (; i < rows.size() && rows.get(i).score() == at; i++) {
        raw += gain(rows.get(i), found, profile);
      }
      if (raw > best) {
        best = raw;
        threshold = at;
      }
    }
    return new Scored(profile.normalised(best, windows), threshold);
  }

  /** The score with alarms at all rows at or above the threshold. */
  double at(double threshold, List<double[]> scores, NabProfile profile) {
    double raw = -windows * profile.miss();
    double[] found = new double[windows];
    for (Row row : rows(scores)) {
      if (row.score() >= threshold) {
        raw += gain(row, found, profile);
      }
    }
    return profile.normalised(raw, windows);
  }

  /* An alarm in a window adds what it is better than the alarms that window had, the first one also the miss saved. */
  private static double gain(Row row, double[] found, NabProfile profile) {
    if (row.window() < 0) {
      return row.worth() * profile.falseAlarm();
    }
    double before = found[row.window()];
    if (row.worth() <= before) {
      return 0;
    }
    found[row.window()] = row.worth();
    return (row.worth() - before) * profile.find() + (before == 0 ? profile.miss() : 0);
  }

  /** A row that is scored: in which window of the corpus, and its worth before weights. */
  private record Row(double score, int window, double worth) {}

  private List<Row> rows(List<double[]> scores) {
    List<Row> rows = new ArrayList<>();
    int firstWindow = 0;
    for (int f = 0; f < files.size(); f++) {
      NabFile file = files.get(f);
      addRows(rows, file, scores.get(f), firstWindow);
      firstWindow += file.scoredWindows().size();
    }
    return rows;
  }

  private static void addRows(List<Row> rows, NabFile file, double[] scores, int firstWindow) {
    int[] windowAt = new int[file.rows()];
    Arrays.fill(windowAt, -1);
    List<Window> windows = file.scoredWindows();
    for (int w = 0; w < windows.size(); w++) {
      Arrays.fill(windowAt, windows.get(w).left(), windows.get(w).right() + 1, w);
    }
    int passed = file.windows().size() - windows.size() - 1;
    Window previous = passed < 0 ? null : file.windows().get(passed);
    for (int i = 0; i < file.rows(); i++) {
      int in = windowAt[i];
      if (in >= 0) {
        previous = windows.get(in);
      }
      if (i >= file.probation() && scores[i] > 0) {
        rows.add(
            in >= 0
                ? new Row(scores[i], firstWindow + in, inside(i, windows.get(in)))
                : new Row(scores[i], -1, outside(i, previous)));
      }
    }
  }

  private static double inside(int row, Window window) {
    double y = -(window.right() - row + 1) / (double) window.width();
    return sigmoid(y) / sigmoid(-1);
  }

  private static double outside(int row, Window previous) {
    if (previous == null) {
      return -1;
    }
    double y = (row - previous.right()) / (double) (previous.width() - 1);
    return y > FAR_BEHIND ? -1 : sigmoid(y);
  }

  private static double sigmoid(double y) {
    return 2 / (1 + Math.exp(5 * y)) - 1;
  }
}
