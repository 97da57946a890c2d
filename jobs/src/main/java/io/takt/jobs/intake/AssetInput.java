package io.takt.jobs.intake;

import io.takt.jobs.timeline.AssetSettings;
import io.takt.jobs.timeline.Versions;
import io.takt.jobs.timeline.WorkOrderInfo;
import java.util.List;

/** What concerns one asset. Immutable. */
public sealed interface AssetInput {

  /** The asset. */
  String asset();

  /**
   * A fact, and where it lies.
   *
   * @param partition of its topic
   * @param offset in the partition
   */
  record Reported(
      FactTopic topic, int partition, long offset, String asset, io.takt.jobs.timeline.Fact fact)
      implements AssetInput, Inlet {}

  /** Facts of one asset that travel together, in the order in which they were read. */
  record Bundle(String asset, List<Reported> facts) implements AssetInput {}

  /** How the asset is to be read. */
  record Described(String asset, AssetSettings settings) implements AssetInput {}

  /** The asset's description was deleted: it is no more. */
  record Removed(String asset) implements AssetInput {}

  /** What a product ideally takes on the asset, in seconds per unit; no version: not known. */
  record Rated(String asset, String product, Versions<Double> secondsPerUnit)
      implements AssetInput {}

  /** What is known of an order that was reported on the asset. */
  record Ordered(String asset, WorkOrderInfo order) implements AssetInput {}
}
