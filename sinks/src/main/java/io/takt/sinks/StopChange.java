package io.takt.sinks;

import io.takt.avro.Stop;
import java.time.Instant;

/**
 * A stop as it now is, or that it is no longer. A Flink type without a generic serializer.
 *
 * @param assetId the asset
 * @param startedAt when the machine stopped; with the asset the stop's identity
 * @param revision orders what is said of the stop
 * @param stop its content; null: there is no such stop any more
 */
public record StopChange(String assetId, Instant startedAt, long revision, Stop stop) {

  /** The stop as it now is. */
  public static StopChange of(Stop stop) {
    return new StopChange(stop.getAssetId(), stop.getStartedAt(), stop.getRevision(), stop);
  }

  /** There is no such stop any more. */
  public static StopChange removed(String assetId, Instant startedAt, long revision) {
    return new StopChange(assetId, startedAt, revision, null);
  }
}
