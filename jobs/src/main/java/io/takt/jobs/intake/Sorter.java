package io.takt.jobs.intake;

import io.takt.avro.Asset;
import io.takt.avro.ProductRate;
import io.takt.avro.Reason;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.WorkOrder;
import io.takt.avro.WorkOrderStatus;
import io.takt.jobs.intake.AssetInput.Described;
import io.takt.jobs.intake.AssetInput.Rated;
import io.takt.jobs.intake.AssetInput.Removed;
import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.OperatorEntry;
import io.takt.jobs.timeline.Versions;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sends what came in where it belongs: what concerns one asset on, all else to the side. */
public final class Sorter extends ProcessFunction<Inlet, AssetInput> {

  private static final long serialVersionUID = 1L;

  private transient Losses losses;

  @Override
  public void open(OpenContext context) {
    losses = new Losses(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Inlet inlet, Context context, Collector<AssetInput> out) {
    if (inlet instanceof Reported reported) {
      out.collect(reported);
      refer(reported, context);
    } else if (inlet instanceof Inlet.TableRow row) {
      sort(row, context, out);
    } else if (inlet instanceof Inlet.Unusable unusable) {
      losses.count(unusable.letter());
      context.output(Outlets.DEAD_LETTERS, unusable.letter());
    } else if (inlet instanceof Inlet.TooLate late) {
      losses.count(late.event());
      context.output(Outlets.LATE_EVENTS, late.event());
    } else if (inlet instanceof Inlet.Doubtful doubtful) {
      losses.count(doubtful.doubt());
      context.output(Outlets.DATA_QUALITY, doubtful.doubt());
    }
  }

  private static void refer(Reported reported, Context context) {
    if (reported.fact() instanceof Fact.OfOperator said
        && said.order() != null
        && (said.entry() == OperatorEntry.ORDER_STARTED
            || said.entry() == OperatorEntry.ORDER_ASSIGNED)) {
      context.output(
          Outlets.ORDER_REFERENCES,
          new OrderReference(said.order(), reported.asset(), said.at(), said.arrivedAt()));
    }
  }

  private static void sort(Inlet.TableRow row, Context context, Collector<AssetInput> out) {
    switch (row.table()) {
      case ASSETS -> {
        if (row.row() instanceof Asset asset) {
          out.collect(new Described(row.key(), TableMapping.settings(asset)));
          context.output(Outlets.ASSETS, asset);
        } else {
          out.collect(new Removed(row.key()));
        }
      }
      case PRODUCT_RATES -> {
        if (row.row() instanceof ProductRate rate) {
          out.collect(new Rated(rate.getAssetId(), rate.getProduct(), TableMapping.rates(rate)));
          context.output(Outlets.PRODUCT_RATES, rate);
        } else {
          List<String> key = RateKey.parts(row.key());
          out.collect(new Rated(key.get(0), key.get(1), new Versions<>(List.of())));
        }
      }
      case WORK_ORDERS -> {
        if (row.row() instanceof WorkOrder order) {
          boolean ended =
              order.getStatus() == WorkOrderStatus.FINISHED
                  || order.getStatus() == WorkOrderStatus.CANCELLED;
          context.output(
              Outlets.ORDER_ROWS,
              new OrderRow(row.key(), TableMapping.order(order), order.getSourceVersion(), ended));
          context.output(Outlets.WORK_ORDERS, order);
        } else {
          context.output(Outlets.ORDER_ROWS, new OrderRow(row.key(), null, Long.MAX_VALUE, true));
        }
      }
      case SHIFT_CALENDARS -> {
        if (row.row() instanceof ShiftCalendar calendar) {
          context.output(
              Outlets.SHARED_ROWS,
              new SharedRow.OfCalendar(row.key(), TableMapping.calendar(calendar)));
          context.output(Outlets.SHIFT_CALENDARS, calendar);
        } else {
          context.output(Outlets.SHARED_ROWS, new SharedRow.OfCalendar(row.key(), null));
        }
      }
      case REASONS -> {
        if (row.row() instanceof Reason reason) {
          context.output(
              Outlets.SHARED_ROWS, new SharedRow.OfReason(row.key(), TableMapping.reason(reason)));
          context.output(Outlets.REASONS, reason);
        } else {
          context.output(Outlets.SHARED_ROWS, new SharedRow.OfReason(row.key(), null));
        }
      }
    }
  }
}
