package io.takt.sinks;

import io.takt.avro.StopCause;
import java.time.Instant;

/**
 * Why a stop happened, or that there is no such stop any more. A Flink type without a generic
 * serializer.
 *
 * @param assetId the asset
 * @param startedAt when the machine stopped; with the asset the stop's identity
 * @param revision orders what is said of the stop
 * @param cause null: there is no such stop any more
 */
public record CauseChange(String assetId, Instant startedAt, long revision, StopCause cause) {

  /** The cause as it now is. */
  public static CauseChange of(StopCause cause) {
    return new CauseChange(cause.getAssetId(), cause.getStartedAt(), cause.getRevision(), cause);
  }

  /** There is no such stop any more. */
  public static CauseChange removed(String assetId, Instant startedAt, long revision) {
    return new CauseChange(assetId, startedAt, revision, null);
  }
}
