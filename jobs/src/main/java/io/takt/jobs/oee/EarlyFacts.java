package io.takt.jobs.oee;

import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.intake.ReportedListSerializer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimerService;

/**
 * Facts of a backlog that were read before others that arrived earlier: topics are not read at one
 * pace, and a fact that is late for the timeline costs it a hundred times as much as one in its
 * order. They wait, in state, until the watermark has passed their arrival.
 *
 * <p>They wait together by the half minute of their arrival, as a timer for each would be dear.
 */
final class EarlyFacts {

  private static final long TOGETHER = 30_000;

  private static final MapStateDescriptor<Long, List<Reported>> EARLY =
      new MapStateDescriptor<>(
          "early-facts", LongSerializer.INSTANCE, new ReportedListSerializer());
  private static final Comparator<Reported> BY_TIME =
      Comparator.comparingLong((Reported reported) -> reported.fact().at())
          .thenComparingLong(reported -> reported.fact().arrivedAt());

  private final MapState<Long, List<Reported>> waiting;

  EarlyFacts(RuntimeContext context) {
    waiting = context.getMapState(EARLY);
  }

  /**
   * Keeps some, and has the asset called when the watermark has passed those they wait with.
   *
   * @return whether one is the first of those
   */
  boolean add(List<Reported> facts, TimerService timers) throws Exception {
    boolean anyFirst = false;
    List<Reported> together = null;
    long last = 0;
    for (Reported reported : facts) {
      long arrival = reported.fact().arrivedAt();
      if (together == null || arrival > last || arrival <= last - TOGETHER) {
        if (together != null) {
          waiting.put(last, together);
        }
        last = lastWith(arrival);
        together = waiting.get(last);
        if (together == null) {
          together = new ArrayList<>(Math.max(4, facts.size()));
          timers.registerEventTimeTimer(last);
          anyFirst = true;
        }
      }
      together.add(reported);
    }
    if (together != null) {
      waiting.put(last, together);
    }
    return anyFirst;
  }

  /** The last arrival of those that wait together with this one. */
  private static long lastWith(long arrival) {
    return Math.floorDiv(arrival, TOGETHER) * TOGETHER + TOGETHER - 1;
  }

  /** Whether others wait that arrived at about the same time: a fact must not overtake them. */
  boolean anyWith(long arrival) throws Exception {
    return waiting.contains(lastWith(arrival));
  }

  boolean none() throws Exception {
    return waiting.isEmpty();
  }

  /** Those of the half minute that ends then, in the order of their time; they wait no longer. */
  List<Reported> of(long last) throws Exception {
    List<Reported> due = waiting.get(last);
    if (due == null) {
      return List.of();
    }
    waiting.remove(last);
    due.sort(BY_TIME);
    return due;
  }

  /** All, in the order of their time; they wait no longer. */
  List<Reported> all() throws Exception {
    List<Reported> due = new ArrayList<>();
    for (List<Reported> together : waiting.values()) {
      due.addAll(together);
    }
    waiting.clear();
    due.sort(BY_TIME);
    return due;
  }

  void clear() {
    waiting.clear();
  }
}
