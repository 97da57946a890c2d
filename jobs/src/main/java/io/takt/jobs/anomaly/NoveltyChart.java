package io.takt.jobs.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Layer A: what is new in one signal of one regime. Three pieces of evidence, each judged by how
 * rare it has been in this signal itself: an excursion beyond all values so far, a level away from
 * the long-run mean, and a change of level. It never stops learning, so it shows the onset of what
 * lasts.
 */
final class NoveltyChart {
  private static final int EVIDENCE = 3;
  private static final int FEW = 20;
  private static final double[] WEIGHT = {2, 1, 1};

  private final SurpriseScale[] scales = {
    new SurpriseScale(), new SurpriseScale(), new SurpriseScale()
  };
  private final double[] held = new double[EVIDENCE];
  private long rows;
  private double mean;
  private double variance;
  private double level;
  private double fast;
  private double slow;
  private double least;
  private double greatest;
  /* The least range that excursions are measured by. */
  private double knownRange;

  /** The combined evidence of the newest value, which is learned at once. */
  double next(double value, AnomalySettings.Novelty settings) {
    if (rows == 0) {
      mean = level = fast = slow = least = greatest = value;
    }
    rows++;
    double[] evidence = new double[EVIDENCE];
    double range = Math.max(knownRange, greatest - least) + tiny(mean);
    // While next to nothing is known everything is an excursion.
    evidence[0] = rows > FEW ? Math.max(0, Math.max(value - greatest, least - value)) / range : 0;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    double share = 1.0 / rows;
    double distance = value - mean;
    double rate = Math.max(settings.longRun(), share);
    mean += rate * distance;
    variance += rate * (distance * distance - variance);
    double spread = Math.sqrt(variance) + tiny(mean);
    level += Math.max(settings.level(), share) * (value - level);
    fast += Math.max(settings.fast(), share) * (value - fast);
    slow += Math.max(settings.slow(), share) * (value - slow);
    evidence[1] = Math.abs(level - mean) / spread;
    evidence[2] = Math.abs(fast - slow);
    return combine(evidence, settings);
  }

  private double combine(double[] evidence, AnomalySettings.Novelty settings) {
    double sum = 0;
    for (int i = 0; i < EVIDENCE; i++) {
      double surprise = rows > settings.warmUp() ? scales[i].surprise(evidence[i]) : 0;
      held[i] = Math.max(surprise, held[i] * settings.hold());
      sum += WEIGHT[i] * held[i] * held[i];
      scales[i].learn(evidence[i]);
    }
    return sum;
  }

  /** The signal is known to range this far; excursions are measured by it. */
  void knowRange(double range) {
    knownRange = range;
  }

  /* Rounding must not look like spread. */
  private static double tiny(double value) {
    return 1e-9 * Math.abs(value) + 1e-12;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(rows);
    for (double number :
        new double[] {mean, variance, level, fast, slow, least, greatest, knownRange}) {
      out.writeDouble(number);
    }
    for (int i = 0; i < EVIDENCE; i++) {
      out.writeDouble(held[i]);
      scales[i].write(out);
    }
  }

  static NoveltyChart read(DataInput in) throws IOException {
    NoveltyChart chart = new NoveltyChart();
    chart.rows = in.readLong();
    chart.mean = in.readDouble();
    chart.variance = in.readDouble();
    chart.level = in.readDouble();
    chart.fast = in.readDouble();
    chart.slow = in.readDouble();
    chart.least = in.readDouble();
    chart.greatest = in.readDouble();
    chart.knownRange = in.readDouble();
    for (int i = 0; i < EVIDENCE; i++) {
      chart.held[i] = in.readDouble();
      chart.scales[i] = SurpriseScale.read(in);
    }
    return chart;
  }
}
