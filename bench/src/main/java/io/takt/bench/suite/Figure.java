package io.takt.bench.suite;

import java.util.Arrays;
import java.util.List;

/**
 * One line of the table.
 *
 * @param id for example B2a
 * @param what in words: what is divided by what
 * @param unit of the two sides; empty: none
 * @param pairs at least one
 */
record Figure(String id, String what, String unit, Goal goal, List<Pair> pairs) {

  Figure {
    pairs = List.copyOf(pairs);
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException(id + ": nothing was measured");
    }
  }

  /** Median of the pairs' ratios. */
  double ratio() {
    return median(pairs.stream().mapToDouble(Pair::ratio).toArray());
  }

  /** How far the pairs' ratios lie apart: greatest less smallest, as a share of the median. */
  double spread() {
    double[] ratios = pairs.stream().mapToDouble(Pair::ratio).sorted().toArray();
    double median = median(ratios);
    return median == 0 ? 0 : (ratios[ratios.length - 1] - ratios[0]) / Math.abs(median);
  }

  boolean gateMet() {
    return goal.gateMet(ratio());
  }

  boolean targetMet() {
    return goal.targetMet(ratio());
  }

  double ours() {
    return median(pairs.stream().mapToDouble(Pair::ours).toArray());
  }

  double theirs() {
    return median(pairs.stream().mapToDouble(Pair::theirs).toArray());
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The least of the values that so large a share of them is not above.
   *
   * @param values at least one
   */
  static double percentile(List<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
