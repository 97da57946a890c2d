package io.takt.bench.suite;

/**
 * What a figure has to reach.
 *
 * @param gate below it (above it, where less is better) something is broken
 * @param target what it should be
 * @param more true: more is better
 */
record Goal(double gate, double target, boolean more) {

  static Goal atLeast(double gate, double target) {
    return new Goal(gate, target, true);
  }

  static Goal atMost(double gate, double target) {
    return new Goal(gate, target, false);
  }

  boolean gateMet(double figure) {
    return reaches(figure, gate);
  }

  boolean targetMet(double figure) {
    return reaches(figure, target);
  }

  private boolean reaches(double figure, double wanted) {
    return more ? figure >= wanted : figure <= wanted;
  }
}
