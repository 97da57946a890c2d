package io.takt.jobs.intake;

import io.takt.avro.DeadLetter;
import io.takt.avro.Quality;
import io.takt.avro.Signal;

/** What a message about signals turned out to be. Not to be changed. */
public sealed interface Sensed {

  /** What concerns one asset's signals. */
  sealed interface OfAsset extends Sensed {
    /** The asset. */
    String asset();
  }

  /**
   * One sample. Times are epoch milliseconds.
   *
   * @param value in the signal's unit; NaN: the sensor gave none, or no finite one
   * @param arrivedAt when our first part took it
   * @param sequence with asset, signal, time and source the sample's identity
   */
  record Sample(
      String asset,
      String signal,
      long at,
      double value,
      Quality quality,
      long arrivedAt,
      String source,
      long sequence)
      implements OfAsset {

    /** Whether the value may enter figures. */
    public boolean usable() {
      return quality != Quality.BAD && !Double.isNaN(value);
    }
  }

  /**
   * What a signal is.
   *
   * @param row null: its description was deleted
   */
  record Described(String asset, String signal, Signal row) implements OfAsset {}

  /** A message that cannot be used. */
  record Unusable(DeadLetter letter) implements Sensed {}
}
