package io.takt.jobs.anomaly;

/** What an asset's detector is told. Times are milliseconds since 1970. */
public sealed interface Input {

  /** When it happened. */
  long at();

  /**
   * One sample of one signal.
   *
   * @param value null: the sensor gave none
   */
  record Sample(String signal, long at, Double value, Trust trust) implements Input {}

  /**
   * From now on the asset does this.
   *
   * @param product empty: none
   * @param workOrder empty: none
   */
  record Context(long at, Activity activity, String product, String workOrder) implements Input {}

  /** A signal's specification limits; null: none. */
  record SignalLimits(long at, String signal, Double lower, Double upper) implements Input {}

  /** Time has passed, perhaps without samples. */
  record PassedTime(long at) implements Input {}

  /**
   * What a person says of an episode.
   *
   * @param episodeStart the episode's {@link Episode#startedAt()}
   * @param anomaly false: it was none
   */
  record Verdict(long at, long episodeStart, boolean anomaly) implements Input {}
}
