package io.takt.jobs.oee;

import io.takt.jobs.timeline.Block;
import io.takt.jobs.timeline.Blocks;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;

/** The older blocks of the asset that has its turn, in state. */
final class StateBlocks implements Blocks {

  private final MapState<Long, Block> state;

  StateBlocks(MapState<Long, Block> state) {
    this.state = state;
  }

  @Override
  public Block get(long start) {
    try {
      return state.get(start);
    } catch (Exception e) {
      throw new FlinkRuntimeException("The state of an asset cannot be read.", e);
    }
  }

  @Override
  public void put(long start, Block block) {
    try {
      state.put(start, block);
    } catch (Exception e) {
      throw new FlinkRuntimeException("The state of an asset cannot be written.", e);
    }
  }

  @Override
  public void remove(long start) {
    try {
      state.remove(start);
    } catch (Exception e) {
      throw new FlinkRuntimeException("The state of an asset cannot be written.", e);
    }
  }
}
