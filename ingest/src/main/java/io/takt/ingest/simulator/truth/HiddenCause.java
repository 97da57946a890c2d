package io.takt.ingest.simulator.truth;

import io.takt.ingest.simulator.master.Cause;
import java.util.List;

/**
 * Why a machine really stood still.
 *
 * @param onset when it began to show in signals and alarms; equal to {@code from} where it did not
 * @param from when the machine stopped
 * @param to when it was repaired
 * @param reason the code a knowing operator gives
 * @param evidence alarms and signals that show it, in the order they come
 */
public record HiddenCause(
    String assetId,
    long onset,
    long from,
    long to,
    Cause cause,
    String reason,
    List<String> evidence) {

  public HiddenCause {
    evidence = List.copyOf(evidence);
  }
}
