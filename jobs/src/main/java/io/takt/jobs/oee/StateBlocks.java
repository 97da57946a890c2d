package io.takt.jobs.oee;

import io.takt.jobs.timeline.Block;
import io.takt.jobs.timeline.Blocks;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * The older blocks of the asset that has its turn, in state. All but those of the last half hour
 * rest when the turn is over.
 */
final class StateBlocks implements Blocks {

  /** Most stops are over by then; one that goes on has its beginning looked at each minute. */
  private static final long AWAKE = Duration.ofMinutes(30).toMillis();

  private final MapState<Long, Block> state;

  /** Those that were asked for in this turn, by their start. */
  private final Map<Long, Block> awake = new HashMap<>();

  StateBlocks(MapState<Long, Block> state) {
    this.state = state;
  }

  @Override
  public Block get(long start) {
    try {
      Block block = state.get(start);
      if (block != null) {
        awake.put(start, block);
      }
      return block;
    } catch (Exception e) {
      throw new FlinkRuntimeException("The state of an asset cannot be read.", e);
    }
  }

  @Override
  public void put(long start, Block block) {
    try {
      state.put(start, block);
      awake.put(start, block);
      get(start - AWAKE); // which may rest now
    } catch (Exception e) {
      throw new FlinkRuntimeException("The state of an asset cannot be written.", e);
    }
  }

  @Override
  public void remove(long start) {
    try {
      state.remove(start);
      awake.remove(start);
    } catch (Exception e) {
      throw new FlinkRuntimeException("The state of an asset cannot be written.", e);
    }
  }

  /** It is an asset's turn. */
  void begin() {
    awake.clear();
  }

  /**
   * The asset's turn is over.
   *
   * @param newest start of its newest block
   */
  void rest(long newest) {
    awake.forEach(
        (start, block) -> {
          if (start < newest - AWAKE) {
            block.rest();
          }
        });
  }
}
