package io.takt.bench.anomalies;

import java.util.List;

/**
 * One file of a corpus in NAB's layout.
 *
 * @param name category and file name, as the labels name it
 * @param times as they stand in the file
 * @param windows where an anomaly may be found, in order, none of them overlapping
 */
@SuppressWarnings("ArrayRecordComponent") // Read within this package, never compared.
record NabFile(String name, List<String> times, double[] values, List<Window> windows) {

  /** Rows, both included. */
  record Window(int left, int right) {

    int width() {
      return right - left + 1;
    }
  }

  int rows() {
    return values.length;
  }

  /** The first row that is scored. */
  int probation() {
    return (int) Math.min(Math.floor(0.15 * rows()), 750);
  }

  /** The windows that reach beyond the probation. */
  List<Window> scoredWindows() {
    return windows.stream().filter(window -> window.right() >= probation()).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
