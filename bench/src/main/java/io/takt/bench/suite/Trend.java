package io.takt.bench.suite;

import java.util.List;

/**
 * Where a series of samples lies and where it goes.
 *
 * @param slopePerHour of the straight line with the least squares of distances, in the samples'
 *     unit an hour
 */
record Trend(double min, double median, double max, double slopePerHour) {

  /** A series that changes less than this share of its median over a run is flat. */
  static final double FLAT = 0.05;

  /** A sample, so many hours after the begin. */
  record Sample(double hours, double value) {}

  /**
   * @param samples of at least two moments
   * @throws IllegalArgumentException if they are all of one moment
   */
  static Trend of(List<Sample> samples) {
    double[] values = samples.stream().mapToDouble(Sample::value).toArray();
    double hours = samples.stream().mapToDouble(Sample::hours).average().orElse(0);
    double value = samples.stream().mapToDouble(Sample::value).average().orElse(0);
    double together = 0;
    double square = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (Sample sample : samples) {
      double away = sample.hours - hours;
      together += away * (sample.value - value);
      square += away * away;
      min = Math.min(min, sample.value);
      max = Math.max(max, sample.value);
    }
    if (!(square > 0)) {
      throw new IllegalArgumentException(
          samples.size() + " samples of one moment have no direction");
    }
    return new Trend(min, Figure.median(values), max, together / square);
  }

  /** Whether so long a time would change it by less than a twentieth of its median, up or down. */
  boolean flatOver(double hours) {
    return Math.abs(slopePerHour * hours) < FLAT * median;
  }
}
