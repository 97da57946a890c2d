package io.takt.ingest.simulator;

/**
 * What goes wrong between the machines and Kafka; each can be switched off.
 *
 * @param duplicates some facts are delivered twice, at once or up to two minutes later
 * @param outOfOrder some facts take seconds to a few minutes
 * @param lateOutage a line's gateway is cut off, buffers, and delivers in a burst afterwards
 * @param lostOutage a line's gateway is cut off and buffers nothing
 * @param clockSkew a line's gateway clock runs ahead; the facts come again once it is set right
 * @param undecodable some messages are garbage
 * @param unknownAsset some facts are of an asset nobody has described
 */
public record FaultSettings(
    boolean duplicates,
    boolean outOfOrder,
    boolean lateOutage,
    boolean lostOutage,
    boolean clockSkew,
    boolean undecodable,
    boolean unknownAsset) {

  /** Every fault. */
  public static final FaultSettings ALL =
      new FaultSettings(true, true, true, true, true, true, true);

  /** A perfect transport. */
  public static final FaultSettings NONE =
      new FaultSettings(false, false, false, false, false, false, false);
}
