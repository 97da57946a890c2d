package io.takt.jobs.anomaly;

import java.util.List;

/**
 * A stretch of abnormal behaviour. Said again whenever it has changed; its identity is its start.
 *
 * @param startedAt first abnormal row
 * @param peakAt worst row so far
 * @param lastAt latest row that belongs to it
 * @param endedAt null: it goes on
 * @param severity 0 to 1
 * @param regime activity and product that it is judged by
 * @param firstDetector what fired first
 * @param contributions largest share first
 * @param withdrawn somebody said that it was none
 */
public record Episode(
    long startedAt,
    long peakAt,
    long lastAt,
    Long endedAt,
    double severity,
    String regime,
    Evidence firstDetector,
    List<Contribution> contributions,
    String workOrder,
    String product,
    boolean withdrawn) {

  public Episode {
    contributions = List.copyOf(contributions);
  }
}
