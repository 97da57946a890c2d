package io.takt.sinks;

import io.takt.avro.Quality;

/**
 * One sample of one signal, for the database. A Flink type without a generic serializer.
 *
 * @param assetId the asset
 * @param signal the signal's name, unique within the asset
 * @param at event time, epoch milliseconds
 * @param value in the signal's unit; NaN: the sensor gave none, or no finite one
 * @param quality trust in the value
 * @param arrivedAt when our first part took it, epoch milliseconds
 * @param source where it came from
 * @param sequence with asset, signal, time and source the sample's identity
 * @param restates true: its minute has been summed and let go, and is to be summed anew
 */
public record TelemetrySample(
    String assetId,
    String signal,
    long at,
    double value,
    Quality quality,
    long arrivedAt,
    String source,
    long sequence,
    boolean restates) {}
