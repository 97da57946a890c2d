package io.takt.bench.suite;

/**
 * How long a job takes to work off what came in while it was away, if nothing but its speed
 * matters.
 *
 * @param sendRate facts a second that come in all the time
 * @param fullSpeed facts a second that the job can do, more than come in
 */
record CatchUpTheory(double sendRate, double fullSpeed) {

  /** Refuses what is never caught up with. */
  CatchUpTheory {
    if (!(sendRate > 0) || !(fullSpeed > sendRate)) {
      throw new IllegalArgumentException(
          "what comes in at %s facts/s is never caught up with at %s"
              .formatted(sendRate, fullSpeed));
    }
  }

  /**
   * Seconds from the first fact that the restored job reads until it is level again. What came in
   * since its checkpoint was begun is waiting by then: what it had read is read again. That is
   * worked off by what speed is left beside the facts that keep coming.
   *
   * @param outage seconds from the kill to that first fact
   * @param sinceCheckpoint seconds from the begin of the checkpoint to the kill
   */
  double seconds(double outage, double sinceCheckpoint) {
    return sendRate * (outage + sinceCheckpoint) / (fullSpeed - sendRate);
  }
}
