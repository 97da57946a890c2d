package io.takt.jobs.anomaly;

/**
 * A sensor that cannot be believed. It is no anomaly of the asset, and its samples are neither
 * learned nor judged.
 *
 * @param from since when
 * @param to null: it goes on
 * @param value the latest value; not a number when there is none
 */
public record SensorFault(String signal, Kind kind, long from, Long to, double value) {

  /** What is wrong with it; in the state by ordinal, so only append. */
  public enum Kind {
    /** The same value far longer than this sensor ever showed. */
    STUCK,
    /** No sample for many of its periods. */
    MISSING,
    /** Further beyond the specification than the specification is wide. */
    OUT_OF_RANGE,
    /** The source itself marks it as bad, or gives no value. */
    BAD
  }
}
