package io.takt.bench.anomalies;

import java.util.List;

/**
 * One run of the SKAB testbed, a row a second.
 *
 * @param values one row per time, one number per sensor
 * @param anomaly whether a row is abnormal
 * @param changePoint whether the testbed was tampered with, or put right, at this row
 */
@SuppressWarnings("ArrayRecordComponent") // Read within this package, never compared.
record SkabRun(
    String name, List<String> times, double[][] values, boolean[] anomaly, boolean[] changePoint) {

  /** Rows of each run that are for learning and not scored. */
  static final int LEARNING = 400;

  int rows() {
    return values.length;
  }

  @Override
  public String toString() {
    return name;
  }
}
