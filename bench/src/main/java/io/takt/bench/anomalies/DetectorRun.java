package io.takt.bench.anomalies;

import io.takt.jobs.anomaly.AnomalySettings;
import io.takt.jobs.anomaly.AssetDetector;
import io.takt.jobs.anomaly.AssetModel;
import io.takt.jobs.anomaly.Input;
import io.takt.jobs.anomaly.Step;
import io.takt.jobs.anomaly.Trust;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** Takt's detector over the files of a benchmark, row by row, each file an asset of its own. */
final class DetectorRun {
  private final AssetDetector detector;

  DetectorRun(AnomalySettings settings) {
    this.detector = new AssetDetector(settings);
  }

  /**
   * The scores of one file.
   *
   * @param strict nothing of the future is known; else the file's range is, as NAB gives it to all
   *     its detectors
   */
  double[] scores(NabFile file, boolean strict) {
    AssetModel model = detector.newModel();
    if (!strict) {
      double least = Arrays.stream(file.values()).min().orElse(0);
      double greatest = Arrays.stream(file.values()).max().orElse(0);
      detector.knowRange(model, "value", greatest - least);
    }
    double[] scores = new double[file.rows()];
    long at = Long.MIN_VALUE;
    for (int i = 0; i < scores.length; i++) {
      at = Math.max(at, millis(file.times().get(i)));
      Input sample = new Input.Sample("value", at, file.values()[i], Trust.GOOD);
      scores[i] = detector.next(model, sample).score();
    }
    return scores;
  }

  /** Which rows of a run had an open episode, and at which the asset changed. */
  @SuppressWarnings("ArrayRecordComponent") // Read within this package, never compared.
  record Alarms(boolean[] abnormal, boolean[] changes, int episodes) {}

  Alarms alarms(SkabRun run) {
    AssetModel model = detector.newModel();
    boolean[] abnormal = new boolean[run.rows()];
    boolean[] changes = new boolean[run.rows()];
    boolean open = false;
    int episodes = 0;
    long at = Long.MIN_VALUE;
    for (int i = 0; i < abnormal.length; i++) {
      at = Math.max(at, millis(run.times().get(i)));
      double[] row = run.values()[i];
      for (int s = 0; s < row.length; s++) {
        Step step =
            detector.next(model, new Input.Sample("sensor-" + (s + 1), at, row[s], Trust.GOOD));
        changes[i] |= step.change();
        if (!step.episodes().isEmpty()) {
          boolean goesOn = step.episodes().get(step.episodes().size() - 1).endedAt() == null;
          episodes += goesOn && !open ? 1 : 0;
          open = goesOn;
        }
      }
      abnormal[i] = open;
    }
    return new Alarms(abnormal, changes, episodes);
  }

  List<double[]> scores(List<NabFile> files, boolean strict) {
    return files.stream().map(file -> scores(file, strict)).toList();
  }

  private static long millis(String time) {
    LocalDateTime local = LocalDateTime.parse(time.replace(' ', 'T'));
    return local.toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
