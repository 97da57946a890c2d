package io.takt.jobs.oee;

import io.takt.jobs.intake.AssetInput;
import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.intake.AssetInputSerializer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimerService;

/**
 * Facts of a backlog that were read before others that arrived earlier: topics are not read at one
 * pace, and a fact that is late for the timeline costs it a hundred times as much as one in its
 * order. They wait, in state, until the watermark has passed their arrival.
 *
 * <p>They wait together by the ten seconds of their arrival, as a timer for each would be dear.
 */
final class EarlyFacts {

  private static final long TOGETHER = 10_000;

  private static final MapStateDescriptor<Long, List<AssetInput>> EARLY =
      new MapStateDescriptor<>(
          "early-facts", LongSerializer.INSTANCE, new ListSerializer<>(new AssetInputSerializer()));
  private static final Comparator<AssetInput> BY_ARRIVAL =
      Comparator.comparingLong(input -> ((Reported) input).fact().arrivedAt());

  private final MapState<Long, List<AssetInput>> waiting;

  EarlyFacts(RuntimeContext context) {
    waiting = context.getMapState(EARLY);
  }

  /**
   * Keeps one, and has the asset called when the watermark has passed those it waits with.
   *
   * @return whether it is the first of those
   */
  boolean add(Reported reported, TimerService timers) throws Exception {
    long arrival = reported.fact().arrivedAt();
    long last = Math.floorDiv(arrival, TOGETHER) * TOGETHER + TOGETHER - 1;
    List<AssetInput> together = waiting.get(last);
    boolean first = together == null;
    if (first) {
      together = new ArrayList<>(4);
      timers.registerEventTimeTimer(last);
    }
    together.add(reported);
    waiting.put(last, together);
    return first;
  }

  boolean none() throws Exception {
    return waiting.isEmpty();
  }

  /** Those of the ten seconds that end then, in the order of their arrival; they wait no longer. */
  List<AssetInput> of(long last) throws Exception {
    List<AssetInput> due = waiting.get(last);
    if (due == null) {
      return List.of();
    }
    waiting.remove(last);
    due.sort(BY_ARRIVAL);
    return due;
  }

  /** All, in the order of their arrival; they wait no longer. */
  List<AssetInput> all() throws Exception {
    List<AssetInput> due = new ArrayList<>();
    for (List<AssetInput> together : waiting.values()) {
      due.addAll(together);
    }
    waiting.clear();
    due.sort(BY_ARRIVAL);
    return due;
  }

  void clear() {
    waiting.clear();
  }
}
