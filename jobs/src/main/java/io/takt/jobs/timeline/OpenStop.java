package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.timeline.MachineState.Run;

/**
 * The stop that goes on after all facts: time alone, or the next fact, will say what became of it.
 */
final class OpenStop {
  private OpenStop() {}

  /** Whether the asset, by its last state, stands. */
  static boolean goesOn(Head head) {
    return head.live.state != null && head.live.state.run() == Run.DOWN;
  }

  /** Start of the stop that goes on by the last state: it may begin with that state. */
  static long startOf(Head head) {
    Fold live = head.live;
    boolean goesOn =
        live.stopStart != NONE
            && (live.run == Run.DOWN
                || (live.run == Run.UP && live.lastSign - live.upStart < head.settings.minRun()));
    return goesOn ? live.stopStart : live.lastSign;
  }
}
