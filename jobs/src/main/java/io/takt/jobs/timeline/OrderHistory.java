package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.timeline.Fact.OfOperator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which orders ran on an asset when, by what operators said and what the ERP knows of the orders.
 */
final class OrderHistory {

  /** An order that runs; either may be null. */
  record Active(String order, String product) {
    static final Active NOTHING = new Active(null, null);
  }

  /** From {@code from} until the next stretch these orders run; never empty. */
  record Stretch(long from, List<Active> active, boolean excluded) {}

  private static final List<Active> NOTHING = List.of(Active.NOTHING);

  private final List<Stretch> stretches;

  private OrderHistory(List<Stretch> stretches) {
    this.stretches = stretches;
  }

  static OrderHistory of(Entries entries, Map<String, WorkOrderInfo> known) {
    List<OfOperator> changes = new ArrayList<>();
    List<OfOperator> assigned = new ArrayList<>();
    for (OfOperator entry : entries.all()) {
      switch (entry.entry()) {
        case ORDER_STARTED, ORDER_PAUSED, ORDER_FINISHED -> {
          if (entries.holds(entry)) {
            changes.add(entry);
          }
        }
        case ORDER_ASSIGNED -> {
          if (entries.holds(entry)) {
            assigned.add(entry);
          }
        }
        default -> {}
      }
    }
    changes.sort(
        Comparator.comparingLong(OfOperator::from)
            .thenComparingLong(OfOperator::sequence)
            .thenComparing(OfOperator::id));
    List<Stretch> stretches = running(changes, known);
    for (OfOperator entry : assigned) {
      stretches = assign(stretches, entry, known);
    }
    return new OrderHistory(stretches);
  }

  private static List<Stretch> running(List<OfOperator> changes, Map<String, WorkOrderInfo> known) {
    List<Stretch> stretches = new ArrayList<>();
    stretches.add(new Stretch(NONE, NOTHING, false));
    TreeMap<String, Active> active = new TreeMap<>();
    for (OfOperator change : changes) {
      String key = key(change);
      if (change.entry() == OperatorEntry.ORDER_STARTED) {
        if (!change.parallel()) {
          active.clear();
        }
        if (change.order() != null || change.product() != null) {
          active.put(key, active(change, known));
        }
      } else if (change.order() == null) {
        active.clear();
      } else {
        active.remove(key);
      }
      List<Active> now = active.isEmpty() ? NOTHING : List.copyOf(active.values());
      put(stretches, new Stretch(change.from(), now, excluded(now, known)));
    }
    return stretches;
  }

  /** Orders by number; products without an order come first. */
  private static String key(OfOperator change) {
    return change.order() != null ? change.order() : "\u0000" + change.product();
  }

  private static void put(List<Stretch> stretches, Stretch next) {
    int last = stretches.size() - 1;
    if (stretches.get(last).from() == next.from()) {
      stretches.set(last, next);
    } else {
      stretches.add(next);
    }
  }

  private static List<Stretch> assign(
      List<Stretch> before, OfOperator entry, Map<String, WorkOrderInfo> known) {
    long to = entry.to() == NONE ? Long.MAX_VALUE : entry.to();
    if (to <= entry.from()) {
      return before;
    }
    List<Active> now = List.of(active(entry, known));
    List<Stretch> after = new ArrayList<>();
    after.add(new Stretch(entry.from(), now, excluded(now, known)));
    for (int i = 0; i < before.size(); i++) {
      Stretch stretch = before.get(i);
      long end = i + 1 < before.size() ? before.get(i + 1).from() : Long.MAX_VALUE;
      if (stretch.from() < entry.from()) {
        after.add(stretch);
      }
      if (end > to) {
        after.add(new Stretch(Math.max(stretch.from(), to), stretch.active(), stretch.excluded()));
      }
    }
    after.sort(Comparator.comparingLong(Stretch::from));
    return after;
  }

  private static Active active(OfOperator entry, Map<String, WorkOrderInfo> known) {
    WorkOrderInfo info = entry.order() == null ? null : known.get(entry.order());
    String product =
        entry.product() != null ? entry.product() : info == null ? null : info.product();
    return new Active(entry.order(), product);
  }

  private static boolean excluded(List<Active> active, Map<String, WorkOrderInfo> known) {
    for (Active one : active) {
      WorkOrderInfo info = one.order() == null ? null : known.get(one.order());
      if (info != null && info.excluded()) {
        return true;
      }
    }
    return false;
  }

  /** Index of the stretch that covers an instant. */
  int indexAt(long instant) {
    int low = 0;
    int high = stretches.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (stretches.get(middle).from() <= instant) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  Stretch get(int index) {
    return stretches.get(index);
  }

  Stretch at(long instant) {
    return stretches.get(indexAt(instant));
  }

  /** End of the stretch at that index, Long.MAX_VALUE for the last. */
  long endOf(int index) {
    return index + 1 < stretches.size() ? stretches.get(index + 1).from() : Long.MAX_VALUE;
  }

  /** Adds every interval in which that order runs. */
  void intervalsOf(String order, Ranges into) {
    for (int i = 0; i < stretches.size(); i++) {
      for (Active active : stretches.get(i).active()) {
        if (order.equals(active.order())) {
          into.add(stretches.get(i).from(), endOf(i));
        }
      }
    }
  }
}
