package io.takt.jobs.anomaly;

import io.takt.jobs.anomaly.AssetDetector.Saying;
import io.takt.jobs.anomaly.RegimeModel.Judgement;

/** Judges one row of an asset: the latest value of each of its signals. */
final class RowJudge {
  private static final double GRADE_SCALE = 4;
  private static final double FOREST_WEIGHT = 2;
  private static final int ROWS_BEFORE_FOREST = 5;
  private static final int ROWS_OF_CHANGE = 3;

  private final AnomalySettings settings;

  RowJudge(AnomalySettings settings) {
    this.settings = settings;
  }

  /** The row is complete, as far as anybody can know. */
  void closeRow(AssetModel model, Saying say) {
    long at = model.rowAt;
    for (SensorWatch sensor : model.sensors) {
      sensor.passed(at, settings.sensors(), say.faults);
    }
    if (model.activity == Activity.PRODUCING && at >= settledFrom(model)) {
      judge(model, at, say);
    }
    model.sensors.forEach(SensorWatch::closeRow);
  }

  private long settledFrom(AssetModel model) {
    return model.contextSince == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : model.contextSince + settings.alarms().settleMillis();
  }

  private void judge(AssetModel model, long at, Saying say) {
    model.rows++;
    double[] values = believed(model);
    RegimeModel regime = AssetDetector.regimeOf(model, settings);
    long since = model.contextSince == Long.MIN_VALUE ? Long.MAX_VALUE : at - model.contextSince;
    Judgement row = regime.next(values, model.alarm.isOpen(), since, settings);
    double forest = forestEvidence(model, values, regime);
    double novelty = row.novelty + forest;
    say.score = score(model, novelty);
    boolean wasOpen = model.alarm.isOpen();
    alarm(model, regime, row, novelty, at, say);
    boolean moved = changed(model, row);
    say.change = say.change || moved || wasOpen != model.alarm.isOpen();
    regime.follow(values, model.alarm.isOpen(), settings.reference());
  }

  /** One number per signal; not a number where there is none to be believed. */
  double[] believed(AssetModel model) {
    double[] values = new double[model.sensors.size()];
    for (int i = 0; i < values.length; i++) {
      SensorWatch sensor = model.sensors.get(i);
      // What was measured before the asset came to what it does now says nothing of it.
      values[i] =
          sensor.at() < model.contextSince
              ? Double.NaN
              : sensor.believed(model.rowAt, settings.sensors());
    }
    return values;
  }

  private double forestEvidence(AssetModel model, double[] values, RegimeModel regime) {
    if (model.rows < ROWS_BEFORE_FOREST) {
      return 0;
    }
    if (model.forest == null || model.forest.signals() != values.length) {
      model.forest = Forest.of(values.length, settings.forest());
    }
    double[] row = values.clone();
    for (int i = 0; i < row.length; i++) {
      if (Double.isNaN(row[i])) {
        row[i] = regime.reference(i).reference();
      }
    }
    double grade = GRADE_SCALE * model.forest.grade(row, model.rows);
    model.gradeHeld = Math.max(grade, model.gradeHeld * settings.novelty().hold());
    return FOREST_WEIGHT * model.gradeHeld * model.gradeHeld;
  }

  /* One spike for each greater novelty, then rest. */
  private double score(AssetModel model, double novelty) {
    boolean resting = model.rows - model.lastScoreRow <= settings.novelty().rest();
    if (novelty <= 0 || (resting && novelty <= model.lastScore)) {
      return 0;
    }
    model.lastScore = novelty;
    model.lastScoreRow = model.rows;
    return novelty / (novelty + settings.novelty().half());
  }

  private boolean changed(AssetModel model, Judgement row) {
    model.rowsChanging = row.change > settings.alarms().change() ? model.rowsChanging + 1 : 0;
    boolean resting = model.rows - model.lastChangeRow < settings.alarms().changeRest();
    if (model.rowsChanging < ROWS_OF_CHANGE || resting) {
      return false;
    }
    model.lastChangeRow = model.rows;
    return true;
  }

  private void alarm(
      AssetModel model, RegimeModel regime, Judgement row, double novelty, long at, Saying say) {
    if (!row.judged) {
      return;
    }
    AnomalySettings.Alarms limits = settings.alarms();
    double dearness = model.alarm.isOpen() ? 1 : model.alarm.dearness(at, limits);
    double byLevel = row.distance / (levelLimit(row.present, limits.level()) * dearness);
    double byNovelty = novelty / (limits.novelty() * dearness * dearness);
    boolean outside = false;
    for (SensorWatch sensor : model.sensors) {
      outside |= sensor.beyondSpecification();
    }
    double evidence = outside ? Math.max(1, byLevel) : byLevel;
    boolean extreme = byNovelty >= 1;
    if (evidence < 1 && !extreme && !model.alarm.isOpen()) {
      model.alarm.next(at, evidence, false, null, limits, say.episodes);
      return;
    }
    Evidence first =
        byLevel >= 1 ? Evidence.LEVEL : outside ? Evidence.SPECIFICATION : Evidence.NOVELTY;
    double strongest = Math.max(evidence, Math.sqrt(byNovelty));
    Episode episode =
        new Episode(
            at,
            at,
            at,
            null,
            1 - 1 / (1 + strongest * strongest),
            model.regime(),
            first,
            Explanation.of(model.sensors, regime, row, first),
            model.workOrder,
            model.product,
            false);
    Alarm.Turn turn = model.alarm.next(at, evidence, extreme, episode, limits, say.episodes);
    if (turn == Alarm.Turn.BECAME_NORMAL) {
      regime.learnAnew(believed(model));
    }
  }

  /*
   * The distance of n signals, relative to its mean, that is as rare for each n: Wilson and Hilferty's approximation of the
   * chi-square distribution. The mean of one signal alone varies more than that of many.
   */
  private static double levelLimit(int signals, double quantile) {
    int n = Math.max(1, signals);
    double spread = 2.0 / (9 * n);
    double root = 1 - spread + quantile * Math.sqrt(spread);
    return Math.pow(root, 1.5) / Math.sqrt(1 - 1 / (2.0 * n));
  }
}
