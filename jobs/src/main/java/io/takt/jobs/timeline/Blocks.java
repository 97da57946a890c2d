package io.takt.jobs.timeline;

/**
 * Where an asset's older blocks are kept, by their start. The newest one is in the {@link Head}.
 */
public interface Blocks {

  /** The block that starts there; the head says which exist. */
  Block get(long start);

  void put(long start, Block block);

  void remove(long start);
}
