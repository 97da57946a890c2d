package io.takt.bench.anomalies;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * The scoring of the Skoltech Anomaly Benchmark's leaderboards: rows judged one by one, and changes
 * of the testbed found within a minute. All runs count together.
 */
final class SkabScorer {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final double SECONDS_TO_FIND = 60;

  private final List<SkabRun> runs;

  SkabScorer(List<SkabRun> runs) {
    this.runs = List.copyOf(runs);
  }

  /**
   * @param far share of normal rows with an alarm
   * @param mar share of abnormal rows without
   */
  record Outliers(double f1, double far, double mar) {}

  /**
   * @param alarms one row per run, one flag per row of the run
   */
  Outliers outliers(List<boolean[]> alarms) {
    long tp = 0;
    long fp = 0;
    long fn = 0;
    long tn = 0;
    for (int r = 0; r < runs.size(); r++) {
      SkabRun run = runs.get(r);
      for (int i = SkabRun.LEARNING; i < run.rows(); i++) {
        boolean alarm = alarms.get(r)[i];
        boolean abnormal = run.anomaly()[i];
        tp += alarm && abnormal ? 1 : 0;
        fp += alarm && !abnormal ? 1 : 0;
        fn += !alarm && abnormal ? 1 : 0;
        tn += !alarm && !abnormal ? 1 : 0;
      }
    }
    return new Outliers(
        tp / (tp + (fn + fp) / 2.0), fp / (double) (fp + tn), fn / (double) (fn + tp));
  }

  /**
   * What the first alarm within a minute after a change is worth falls from that of a find to that
   * of a false alarm as the minute passes, along a tanh; every alarm outside these minutes costs as
   * a false one.
   */
  double changePoints(List<boolean[]> alarms, NabProfile profile) {
    double raw = 0;
    int changes = 0;
    for (int r = 0; r < runs.size(); r++) {
      SkabRun run = runs.get(r);
      double[] seconds = run.times().stream().mapToDouble(SkabScorer::seconds).toArray();
      List<double[]> windows = minutesAfterChanges(run, seconds);
      boolean[] found = new boolean[windows.size()];
      for (int i = SkabRun.LEARNING; i < run.rows(); i++) {
        if (!alarms.get(r)[i]) {
          continue;
        }
        boolean inside = false;
        for (int w = 0; w < found.length; w++) {
          double[] window = windows.get(w);
          if (seconds[i] >= window[0] && seconds[i] <= window[1]) {
            inside = true;
            if (!found[w]) {
              found[w] = true;
              raw += worth((seconds[i] - window[0]) / (window[1] - window[0]), profile);
            }
          }
        }
        raw -= inside ? 0 : profile.falseAlarm();
      }
      for (boolean hit : found) {
        raw -= hit ? 0 : profile.miss();
      }
      changes += found.length;
    }
    return profile.normalised(raw, changes);
  }

  /* Windows do not overlap: a later one begins where the one before ends. */
  private static List<double[]> minutesAfterChanges(SkabRun run, double[] seconds) {
    List<double[]> windows = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (int i = SkabRun.LEARNING; i < run.rows(); i++) {
      if (run.changePoint()[i]) {
        windows.add(new double[] {Math.max(seconds[i], last), seconds[i] + SECONDS_TO_FIND});
        last = seconds[i] + SECONDS_TO_FIND;
      }
    }
    return windows;
  }

  /* share: of the minute that has passed */
  private static double worth(double share, NabProfile profile) {
    double half = (profile.find() + profile.falseAlarm()) / 2;
    double x = Math.PI * (share - 0.5);
    return -half * Math.tanh(x) / Math.tanh(Math.PI / 2) + half - profile.falseAlarm();
  }

  private static double seconds(String time) {
    return LocalDateTime.parse(time, TIME).toEpochSecond(ZoneOffset.UTC);
  }
}
