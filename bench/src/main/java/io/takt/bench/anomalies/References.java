package io.takt.bench.anomalies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to hold beside a score: published detectors, and programs that read no data at all. A score
 * that does not clearly beat the latter says little.
 */
final class References {
  private static final int CLOCK_ROWS = 500;
  private static final int CHANGE_CLOCK_ROWS = 30;
  private static final int FROM = 570;
  private static final int TO = 975;

  private References() {}

  /**
   * Published scores on all of NAB's files: standard, rewarding few false alarms, rewarding few
   * misses.
   */
  static Map<String, double[]> nab() {
    Map<String, double[]> published = new LinkedHashMap<>();
    published.put("ARTime", new double[] {74.9, 65.2, 80.4});
    published.put("HTM", new double[] {70, 62, 74});
    published.put("CAD OSE", new double[] {69.9, 67.0, 73.2});
    published.put("KNN-CAD", new double[] {58.0, 43.4, 64.8});
    published.put("Random cut forest", new double[] {51.7, 38.4, 59.7});
    published.put("Windowed Gaussian", new double[] {39.6, 20.9, 47.4});
    return published;
  }

  /** Published outlier scores on all of SKAB: F1, share of false and of missing alarms. */
  static Map<String, double[]> skabOutliers() {
    return Map.of("Conv-AE", new double[] {0.78, 0.136, 0.280});
  }

  /** The best published change-point scores on all of SKAB. */
  static Map<String, double[]> skabChanges() {
    return Map.of("Best published", new double[] {32.4, 21.5, 40.3});
  }

  /** An alarm every 500 rows. */
  static double[] clock(NabFile file) {
    double[] scores = new double[file.rows()];
    for (int i = 0; i < scores.length; i += CLOCK_ROWS) {
      scores[i] = 1;
    }
    return scores;
  }

  /** An alarm from row 570 to 975, where most of SKAB's anomalies are. */
  static boolean[] clock(SkabRun run) {
    boolean[] alarms = new boolean[run.rows()];
    Arrays.fill(alarms, Math.min(FROM, alarms.length), Math.min(TO + 1, alarms.length), true);
    return alarms;
  }

  static boolean[] alwaysOn(SkabRun run) {
    boolean[] alarms = new boolean[run.rows()];
    Arrays.fill(alarms, true);
    return alarms;
  }

  /** A change every 30 rows. */
  static boolean[] changeClock(SkabRun run) {
    boolean[] alarms = new boolean[run.rows()];
    for (int i = 0; i < alarms.length; i += CHANGE_CLOCK_ROWS) {
      alarms[i] = true;
    }
    return alarms;
  }

  /** One alarm list for each of the runs. */
  static List<boolean[]> each(
      List<SkabRun> runs, java.util.function.Function<SkabRun, boolean[]> alarms) {
    List<boolean[]> all = new ArrayList<>();
    runs.forEach(run -> all.add(alarms.apply(run)));
    return all;
  }
}
