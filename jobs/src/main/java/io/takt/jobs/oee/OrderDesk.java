package io.takt.jobs.oee;

import io.takt.avro.DataQuality;
import io.takt.avro.DataQualityKind;
import io.takt.jobs.intake.AssetInput;
import io.takt.jobs.intake.AssetInput.Ordered;
import io.takt.jobs.intake.Losses;
import io.takt.jobs.intake.OrderReference;
import io.takt.jobs.intake.OrderRow;
import io.takt.jobs.intake.Outlets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells the assets that report an order what the ERP says of it, whichever comes first.
 *
 * <p>Keyed by order. An order that nobody has described within {@link #GRACE} of its report is a
 * doubt.
 *
 * <p>End of life: what the ERP says is kept until it deletes it. Which assets reported the order is
 * kept while it goes on, and for the horizon and an hour after their newest report once it has
 * ended or is not described.
 */
public final class OrderDesk
    extends KeyedCoProcessFunction<String, OrderReference, OrderRow, AssetInput> {

  private static final long serialVersionUID = 1L;

  /** Milliseconds of the wall clock. */
  static final long GRACE = 10_000;

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private static final ValueStateDescriptor<OrderState> ORDER =
      new ValueStateDescriptor<>("order", new OrderStateSerializer());

  private final long horizon;

  private transient ValueState<OrderState> order;
  private transient Losses losses;

  /**
   * @param horizon how far back facts are booked, in milliseconds
   */
  public OrderDesk(long horizon) {
    this.horizon = horizon;
  }

  @Override
  public void open(OpenContext context) {
    order = getRuntimeContext().getState(ORDER);
    losses = new Losses(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement1(OrderReference said, Context context, Collector<AssetInput> out)
      throws Exception {
    OrderState state = state();
    state.assets.merge(said.asset(), said.arrivedAt(), Math::max);
    if (state.info != null) {
      out.collect(new Ordered(said.asset(), state.info));
    } else {
      state.unanswered.merge(said.asset(), said.at(), Math::min);
      long now = context.timerService().currentProcessingTime();
      context.timerService().registerProcessingTimeTimer(now + GRACE);
    }
    if (state.info == null || state.ended) {
      forgetLater(said.arrivedAt(), context);
    }
    order.update(state);
  }

  @Override
  public void processElement2(OrderRow row, Context context, Collector<AssetInput> out)
      throws Exception {
    OrderState state = state();
    boolean deleted = row.info() == null;
    if (!deleted && row.sourceVersion() < state.sourceVersion) {
      return;
    }
    if (!deleted && !row.info().equals(state.info)) {
      for (String asset : state.assets.keySet()) {
        out.collect(new Ordered(asset, row.info()));
      }
    }
    // The assets keep what they know of a deleted order: that it is gone from the ERP does not
    // change what was made.
    state.info = row.info();
    state.sourceVersion = deleted ? OrderState.NO_VERSION : row.sourceVersion();
    state.ended = deleted || row.ended();
    state.unanswered.clear();
    if (state.ended) {
      for (long arrivedAt : state.assets.values()) {
        forgetLater(arrivedAt, context);
      }
    }
    keep(state);
  }

  private void forgetLater(long arrivedAt, Context context) {
    context.timerService().registerEventTimeTimer(arrivedAt + horizon + HOUR);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<AssetInput> out)
      throws Exception {
    OrderState state = order.value();
    if (state == null) {
      return;
    }
    switch (context.timeDomain()) {
      case PROCESSING_TIME -> {
        for (Map.Entry<String, Long> asset : state.unanswered.entrySet()) {
          doubt(context, asset.getKey(), asset.getValue());
        }
        state.unanswered.clear();
      }
      case EVENT_TIME -> {
        if (state.info == null || state.ended) {
          state.assets.values().removeIf(arrivedAt -> arrivedAt + horizon + HOUR <= timestamp);
        }
      }
    }
    keep(state);
  }

  private void doubt(Context context, String asset, long at) {
    String name = context.getCurrentKey();
    DataQuality doubt =
        new DataQuality(
            asset,
            DataQualityKind.UNKNOWN_ORDER,
            Instant.ofEpochMilli(at),
            name,
            "Order \""
                + name
                + "\" was reported, but nobody has described it; its parts have no rate until"
                + " then.");
    losses.count(doubt);
    context.output(Outlets.DATA_QUALITY, doubt);
  }

  private OrderState state() throws Exception {
    OrderState state = order.value();
    return state == null ? new OrderState() : state;
  }

  private void keep(OrderState state) throws Exception {
    if (state.info == null && state.assets.isEmpty()) {
      order.clear();
    } else {
      order.update(state);
    }
  }
}
