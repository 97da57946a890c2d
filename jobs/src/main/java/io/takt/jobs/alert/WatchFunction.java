package io.takt.jobs.alert;

import io.takt.jobs.alert.rule.RuleSet;
import io.takt.jobs.alert.watch.AssetWatch;
import io.takt.jobs.alert.watch.Order;
import io.takt.jobs.alert.watch.Orders;
import io.takt.jobs.alert.watch.Watch;
import io.takt.jobs.oee.PlantClock;
import io.takt.jobs.oee.Progress;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Watches each asset and wakes it when time alone may change a condition.
 *
 * <p>End of life: an asset is kept as long as the job; there are as many as machines.
 */
final class WatchFunction extends KeyedBroadcastProcessFunction<String, Told, Told, Notice> {

  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, Order> ORDERS =
      new MapStateDescriptor<>("orders", Types.STRING, TypeInformation.of(Order.class));
  private static final ValueStateDescriptor<AssetWatch> ASSET =
      new ValueStateDescriptor<>("asset-watch", TypeInformation.of(AssetWatch.class));
  private static final ValueStateDescriptor<Long> WAKES_AT =
      new ValueStateDescriptor<>("wakes-at", Types.LONG);

  /** While a backlog is read, what is due is looked at again after this, in milliseconds. */
  private static final long LOOK_AGAIN = 200;

  private final RuleSet rules;
  private final PlantClock clock;

  private transient Watch watch;
  private transient Progress progress;
  private transient ValueState<AssetWatch> watched;
  private transient ValueState<Long> wakesAt;

  WatchFunction(RuleSet rules, PlantClock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    watch = new Watch(rules);
    watched = getRuntimeContext().getState(ASSET);
    wakesAt = getRuntimeContext().getState(WAKES_AT);
  }

  @Override
  public void processElement(Told told, ReadOnlyContext context, Collector<Notice> out)
      throws Exception {
    if (told.word() != null) {
      out.collect(Notice.of(told.word()));
      return;
    }
    long now = now(context.timerService());
    AssetWatch before = watched.value();
    if (before == null) {
      before = AssetWatch.of(told.asset());
    }
    AssetWatch after = take(told, before, now, context.getBroadcastState(ORDERS), out);
    if (after.planned() != before.planned()) {
      out.collect(
          Notice.of(new Notice.Planned(told.asset(), after.planned(), told.observation().at())));
    }
    watched.update(after);
    sleep(after, now, context.timerService());
  }

  private AssetWatch take(
      Told told,
      AssetWatch before,
      long now,
      ReadOnlyBroadcastState<String, Order> orders,
      Collector<Notice> out) {
    if (told.place() != null) {
      return watch.describe(before, told.place());
    }
    if (told.minute() != null) {
      return watch.book(
          before, told.minute(), lookUp(orders), now, changed -> out.collect(Notice.of(changed)));
    }
    return watch.observe(
        before, told.observation(), now, changed -> out.collect(Notice.of(changed)));
  }

  private static Orders lookUp(ReadOnlyBroadcastState<String, Order> orders) {
    return number -> {
      try {
        return orders.get(number);
      } catch (Exception e) {
        throw new IllegalStateException("order " + number + " cannot be read from state", e);
      }
    };
  }

  @Override
  public void processBroadcastElement(Told told, Context context, Collector<Notice> out)
      throws Exception {
    BroadcastState<String, Order> orders = context.getBroadcastState(ORDERS);
    if (told.order().quantity() > 0) {
      orders.put(told.asset(), told.order());
    } else {
      orders.remove(told.asset());
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Notice> out)
      throws Exception {
    Long wakes = wakesAt.value();
    if (wakes == null || wakes != timestamp) {
      return;
    }
    wakesAt.clear();
    AssetWatch before = watched.value();
    long now = now(context.timerService());
    AssetWatch after = watch.advance(before, now, changed -> out.collect(Notice.of(changed)));
    watched.update(after);
    sleep(after, now, context.timerService());
  }

  private void sleep(AssetWatch asset, long now, TimerService timers) throws Exception {
    long due = watch.nextDue(asset, now);
    if (due == Long.MAX_VALUE) {
      return;
    }
    long wall = clock.wallOf(due);
    if (wall == Long.MAX_VALUE) {
      return;
    }
    wall = Math.max(wall, timers.currentProcessingTime() + LOOK_AGAIN);
    Long wakes = wakesAt.value();
    if (wakes == null || wakes > wall) {
      timers.registerProcessingTimeTimer(wall);
      wakesAt.update(wall);
    }
  }

  private long now(TimerService timers) {
    long wall = timers.currentProcessingTime();
    if (progress == null) {
      progress = new Progress(clock, wall);
    }
    progress.at(wall, timers.currentWatermark());
    return progress.now();
  }
}
