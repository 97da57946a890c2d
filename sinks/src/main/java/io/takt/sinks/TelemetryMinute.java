package io.takt.sinks;

/**
 * What a signal came to in one minute; replaces what was said of it before. A Flink type without a
 * generic serializer.
 *
 * @param assetId the asset
 * @param signal the signal's name
 * @param minute start of the UTC minute, epoch milliseconds
 * @param good samples of that quality
 * @param uncertain samples of that quality
 * @param bad samples of that quality; their values are not used
 * @param used samples whose values the figures are made of; 0: all figures are NaN
 * @param minimum of the values used
 * @param maximum of the values used
 * @param mean of the values used
 * @param sd standard deviation (n − 1) of the values used; NaN below two
 * @param first the earliest value used
 * @param last the latest value used
 * @param revision orders what was said of this minute
 */
public record TelemetryMinute(
    String assetId,
    String signal,
    long minute,
    int good,
    int uncertain,
    int bad,
    int used,
    double minimum,
    double maximum,
    double mean,
    double sd,
    double first,
    double last,
    long revision) {

  /** All samples. */
  public int samples() {
    return good + uncertain + bad;
  }
}
