package io.takt.jobs.alert.watch;

import io.takt.jobs.alert.rule.Observation;
import io.takt.jobs.alert.rule.Streams;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Booked minutes → what the streams ledger and order say of a window. */
final class Sums {

  private static final double SECOND = 1_000;
  private static final double HOUR = 3_600_000;

  private Sums() {}

  /**
   * Sums of the window that ends with the newest minute; a ratio whose denominator is zero, or that
   * lacks an ideal time, is absent, as in the database's views.
   */
  static Observation ledger(String asset, List<Minute> minutes, long window) {
    Totals sum = Totals.of(minutes, window);
    Map<String, Double> numbers = new HashMap<>();
    numbers.put("total", sum.total);
    numbers.put("good", sum.good);
    numbers.put("scrap", sum.scrap);
    numbers.put("rework", sum.rework);
    numbers.put("pbt_s", sum.planned / SECOND);
    ratio(numbers, "availability", sum.up, sum.planned);
    ratio(numbers, "quality", sum.good, sum.total);
    ratio(numbers, "scrap_ratio", sum.scrap, sum.total);
    ratio(numbers, "coverage", sum.planned, sum.planned + sum.noData);
    if (sum.unrated == 0) {
      ratio(numbers, "performance", sum.ideal, sum.up);
      ratio(numbers, "oee", sum.ideal * sum.good, sum.planned * sum.total);
      if (sum.total == 0 && sum.planned > 0) {
        // Nothing was made in planned time: quality says nothing, but the loss is whole.
        numbers.put("oee", 0.0);
      }
    }
    return new Observation(Streams.LEDGER, asset, sum.end, false, Map.of(), numbers);
  }

  /**
   * The order that runs, with its pace over the window; null: none runs, or nobody described it.
   */
  static Observation order(
      String asset, List<Minute> minutes, Map<String, Double> made, Orders orders, long window) {
    Minute newest = minutes.get(minutes.size() - 1);
    Order order = newest.order() == null ? null : orders.order(newest.order());
    if (order == null) {
      return null;
    }
    Totals sum = Totals.of(minutes, window);
    double inWindow = 0;
    double good = made.getOrDefault(order.order(), 0.0);
    for (Minute minute : minutes) {
      double part = minute.goodByOrder().getOrDefault(order.order(), 0.0);
      good += part;
      if (minute.start() >= sum.end - window) {
        inWindow += part;
      }
    }
    Map<String, Double> numbers = new HashMap<>();
    double remaining = Math.max(0, order.quantity() - good);
    double perMilli = inWindow / Math.max(Minute.LENGTH, sum.length);
    numbers.put("quantity", order.quantity());
    numbers.put("good", good);
    numbers.put("remaining", remaining);
    numbers.put("rate_per_h", perMilli * HOUR);
    numbers.put("pbt_s", sum.planned / SECOND);
    if (perMilli > 0) {
      numbers.put("projected_finish", sum.end + remaining / perMilli);
    }
    if (order.due() != Long.MAX_VALUE) {
      numbers.put("due", (double) order.due());
      if (remaining == 0) {
        numbers.put("late_s", 0.0);
      } else if (perMilli > 0) {
        numbers.put("late_s", (sum.end + remaining / perMilli - order.due()) / SECOND);
      } else if (sum.planned > 0) {
        // No pace at all: it is late by at least what has passed since it was due.
        numbers.put("late_s", (sum.end + remaining * HOUR - order.due()) / SECOND);
      }
    }
    Map<String, String> words = new HashMap<>();
    words.put("work_order", order.order());
    words.put("product", order.product());
    return new Observation(Streams.ORDER, asset, sum.end, false, words, numbers);
  }

  private static void ratio(Map<String, Double> numbers, String name, double part, double whole) {
    if (whole > 0) {
      numbers.put(name, part / whole);
    }
  }

  private static final class Totals {
    private double planned;
    private double up;
    private double noData;
    private double ideal;
    private double unrated;
    private double total;
    private double good;
    private double scrap;
    private double rework;
    private long end;
    private long length;

    static Totals of(List<Minute> minutes, long window) {
      Totals sum = new Totals();
      sum.end = minutes.get(minutes.size() - 1).start() + Minute.LENGTH;
      sum.length = Math.min(window, sum.end - minutes.get(0).start());
      for (Minute minute : minutes) {
        if (minute.start() >= sum.end - window) {
          sum.planned += minute.planned();
          sum.up += minute.up();
          sum.noData += minute.noData();
          sum.ideal += minute.ideal();
          sum.unrated += minute.unrated();
          sum.total += minute.total();
          sum.good += minute.good();
          sum.scrap += minute.scrap();
          sum.rework += minute.rework();
        }
      }
      return sum;
    }
  }
}
