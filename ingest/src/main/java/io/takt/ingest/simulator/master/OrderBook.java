package io.takt.ingest.simulator.master;

import io.takt.avro.WorkOrder;
import io.takt.avro.WorkOrderStatus;
import io.takt.ingest.simulator.Dice;
import io.takt.ingest.simulator.PlantSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the ERP has planned: orders of one and a half to four hours, line after line. */
public final class OrderBook {
  private static final long MINUTE = 60_000;

  private OrderBook() {}

  /** The orders of all lines. */
  public static List<WorkOrder> plan(PlantSettings settings, List<LineSpec> lines) {
    List<WorkOrder> orders = new ArrayList<>();
    for (LineSpec line : lines) {
      plan(settings, line, orders);
    }
    return orders;
  }

  private static void plan(PlantSettings settings, LineSpec line, List<WorkOrder> orders) {
    Dice dice = Dice.of(settings.seed(), "orders-" + line.number());
    long begin = settings.start().toEpochMilli();
    long horizon = begin + settings.orderHorizon().toMillis();
    for (int i = 0; begin < horizon; i++) {
      Product product = Product.ALL.get((line.number() * 2 + i) % Product.ALL.size());
      // The second order of every third line is a trial.
      boolean trial = i == 1 && line.number() % 3 == 0;
      long minutes = trial ? 30 : i == 0 ? dice.between(80, 130) : dice.between(110, 240);
      long quantity = minutes * MINUTE / product.basicCycleMs() / 10 * 10;
      WorkOrder order = new WorkOrder();
      order.setWorkOrder(String.valueOf(4_000_000_000L + line.number() * 100_000L + i * 10L));
      order.setOperation("0010");
      order.setWorkCentre(line.name());
      order.setProduct(product.id());
      order.setQuantity((double) quantity);
      order.setPlannedStart(Instant.ofEpochMilli(begin));
      begin += minutes * MINUTE * 5 / 4;
      order.setPlannedEnd(Instant.ofEpochMilli(begin));
      order.setDue(Instant.ofEpochMilli(begin + 8 * 60 * MINUTE));
      order.setStatus(i == 0 ? WorkOrderStatus.STARTED : WorkOrderStatus.RELEASED);
      order.setExcludedFromOee(trial);
      order.setSourceVersion(1);
      orders.add(order);
    }
  }

  /** The orders as the floor runs them: by work centre, in planned sequence. */
  public static Map<String, List<PlannedOrder>> byLine(List<WorkOrder> orders) {
    Map<String, List<PlannedOrder>> found = new HashMap<>();
    for (WorkOrder order : orders) {
      Product product = Product.named(order.getProduct());
      if (product == null) {
        throw new IllegalArgumentException(
            "order " + order.getWorkOrder() + " is for an unknown product " + order.getProduct());
      }
      found
          .computeIfAbsent(order.getWorkCentre(), line -> new ArrayList<>())
          .add(
              new PlannedOrder(
                  order.getWorkOrder(),
                  product,
                  (int) order.getQuantity(),
                  order.getExcludedFromOee()));
    }
    return found;
  }
}
