package io.takt.jobs.anomaly;

/**
 * All hyper-parameters, one set for every asset and signal.
 *
 * @param maxSignals signals of an asset beyond these are ignored
 * @param maxRegimes regimes of an asset; the one used longest ago is forgotten
 */
public record AnomalySettings(
    Reference reference,
    Novelty novelty,
    ForestSize forest,
    Alarms alarms,
    Sensors sensors,
    int maxSignals,
    int maxRegimes) {

  /**
   * How references are learned. Rates are shares per row.
   *
   * @param learning rows before anything is judged
   * @param smoothing of a signal's distance to its reference
   * @param clip distances beyond these standard deviations count as these
   * @param follow how fast a reference follows a signal inside its band
   * @param followOutside how fast outside, while there is no alarm
   * @param followInAlarm how fast outside, in an alarm
   * @param gate smoothed distance, in its own standard deviations, at which a signal is outside
   * @param memory rows over which spreads are learned
   * @param fast of the pair of averages that shows changes
   * @param slow of that pair
   */
  public record Reference(
      int learning,
      double smoothing,
      double clip,
      double follow,
      double followOutside,
      double followInAlarm,
      double gate,
      double memory,
      double fast,
      double slow) {}

  /**
   * How novelty is judged.
   *
   * @param warmUp rows before it is
   * @param level rate of the average that is compared with the long-run mean
   * @param fast of the pair of averages
   * @param slow of that pair
   * @param longRun slowest rate of the long-run mean
   * @param hold share of a surprise that is left after one row
   * @param rest rows after a score in which only a greater one is given
   * @param half combined evidence that scores 0.5
   */
  public record Novelty(
      int warmUp,
      double level,
      double fast,
      double slow,
      double longRun,
      double hold,
      int rest,
      double half) {}

  /**
   * The random cut forest's size. With several signals the charts say more and each row costs more,
   * so it is smaller.
   */
  public record ForestSize(
      int treesOfOne,
      int sampleOfOne,
      int shingleOfOne,
      int treesOfMany,
      int sampleOfMany,
      int shingleOfMany,
      double anomalyRate,
      long seed) {}

  /**
   * When evidence becomes an episode.
   *
   * @param level standard normal quantile of the asset's distance that is too much, however many
   *     signals it has
   * @param rowsOn consecutive rows that begin an episode
   * @param rowsOff consecutive rows that end it
   * @param longest rows after which what lasts is the new normal and is learned
   * @param novelty combined evidence that begins an episode by itself
   * @param change distance of the pair of averages, relative to its usual one, that is a change
   * @param changeRest rows after a change without another
   * @param dearer factor on the limits for each unconfirmed episode of about the last week
   * @param dearest greatest such factor
   * @param settleMillis after a change of state or product nothing is judged for this long
   * @param settleLongestMillis nor any signal that has not been in its band since, for this long
   * @param sayEveryMillis an open episode is said again at most this often
   */
  public record Alarms(
      double level,
      int rowsOn,
      int rowsOff,
      int longest,
      double novelty,
      double change,
      int changeRest,
      double dearer,
      double dearest,
      long settleMillis,
      long settleLongestMillis,
      long sayEveryMillis) {}

  /**
   * When a sensor is not believed.
   *
   * @param stuckRows shortest run of one value that counts as stuck
   * @param stuckTimes it must also be this many times as long as any before
   * @param missingPeriods periods without a sample
   * @param missingMillis and at least this long
   */
  public record Sensors(
      int stuckRows, double stuckTimes, double missingPeriods, long missingMillis) {}

  /** The set that all published figures were reached with. */
  public static AnomalySettings committed() {
    return new AnomalySettings(
        new Reference(400, 0.05, 8, 0.005, 0.0005, 0.0005, 3, 1500, 0.1, 0.05),
        new Novelty(100, 0.02, 0.04, 0.02, 0.0005, 0.9, 150, 35),
        new ForestSize(30, 256, 8, 12, 256, 4, 0.01, 17),
        new Alarms(4.7, 4, 10, 3600, 200, 2.5, 30, 1.25, 3, 10_000, 2_700_000, 10_000),
        new Sensors(300, 4, 20, 60_000),
        32,
        12);
  }
}
