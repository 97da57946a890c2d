package io.takt.jobs.anomaly;

import java.util.List;

/**
 * What is to be said after one input.
 *
 * @param score 0 to 1: how new the row is that was judged; 0 also while a greater score's rest
 *     lasts
 * @param change whether the asset has just changed over from one behaviour to another, back to
 *     normal included
 * @param episodes those that began, changed or ended, as they are now
 * @param sensorFaults those that began or ended
 */
public record Step(
    double score, boolean change, List<Episode> episodes, List<SensorFault> sensorFaults) {

  /** Nothing is to be said. */
  static final Step QUIET = new Step(0, false, List.of(), List.of());

  public Step {
    episodes = List.copyOf(episodes);
    sensorFaults = List.copyOf(sensorFaults);
  }
}
