package io.takt.jobs.telemetry;

import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.Fact.OfOperator;
import io.takt.jobs.timeline.OperatorEntry;
import io.takt.jobs.timeline.WorkOrderInfo;
import io.takt.jobs.wire.FactWire;
import io.takt.jobs.wire.TableWire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which orders run on an asset, by what operators said up to now. Mutable; bounded to the {@link
 * #KEPT} latest words and as many orders.
 *
 * <p>The detector asks what runs at the head of time only, so this is less than the ledger's
 * history: what is assigned to a span that has ended changes nothing here.
 */
final class OrdersSaid {

  static final int KEPT = 64;

  private static final Comparator<OfOperator> ORDER =
      Comparator.comparingLong(OfOperator::from)
          .thenComparingLong(OfOperator::sequence)
          .thenComparing(OfOperator::id);

  private final TreeSet<OfOperator> said = new TreeSet<>(ORDER);
  private final LinkedHashMap<String, WorkOrderInfo> known = new LinkedHashMap<>();

  /** What runs: orders and products, several joined by {@code +}, none empty. */
  record Running(String order, String product) {}

  /** Takes what an operator said; false: it is not about which order runs. */
  boolean hear(OfOperator entry) {
    switch (entry.entry()) {
      case ORDER_STARTED, ORDER_PAUSED, ORDER_FINISHED, ORDER_ASSIGNED -> {
        said.add(entry);
        if (said.size() > KEPT) {
          said.pollFirst();
        }
        return true;
      }
      case WITHDRAWN -> {
        return said.removeIf(one -> one.id().equals(entry.refersTo()));
      }
      default -> {
        return false;
      }
    }
  }

  /** Takes what the ERP says of an order. */
  void know(WorkOrderInfo order) {
    known.remove(order.order());
    known.put(order.order(), order);
    if (known.size() > KEPT) {
      known.remove(known.keySet().iterator().next());
    }
  }

  /** What runs at that instant. */
  Running at(long instant) {
    Map<String, String> products = new TreeMap<>();
    OfOperator assigned = null;
    for (OfOperator entry : said) {
      if (entry.from() > instant) {
        break;
      }
      String order = entry.order() == null ? "" : entry.order();
      if (entry.entry() == OperatorEntry.ORDER_ASSIGNED) {
        boolean covers = entry.to() == Fact.NONE || instant < entry.to();
        boolean later = assigned == null || assigned.at() <= entry.at();
        assigned = covers && later ? entry : assigned;
      } else if (entry.entry() == OperatorEntry.ORDER_STARTED) {
        if (!entry.parallel()) {
          products.clear();
        }
        if (entry.order() != null || entry.product() != null) {
          products.put(order, product(entry));
        }
      } else if (entry.order() == null) {
        products.clear();
      } else {
        products.remove(order);
      }
    }
    return assigned == null
        ? new Running(joined(products.keySet()), joined(new TreeSet<>(products.values())))
        : new Running(assigned.order() == null ? "" : assigned.order(), product(assigned));
  }

  private String product(OfOperator entry) {
    if (entry.product() != null) {
      return entry.product();
    }
    WorkOrderInfo info = entry.order() == null ? null : known.get(entry.order());
    return info == null || info.product() == null ? "" : info.product();
  }

  private static String joined(Set<String> words) {
    StringBuilder joined = new StringBuilder();
    for (String word : words) {
      if (!word.isEmpty()) {
        joined.append(joined.length() == 0 ? "" : "+").append(word);
      }
    }
    return joined.toString();
  }

  OrdersSaid copy() {
    OrdersSaid copy = new OrdersSaid();
    copy.said.addAll(said);
    copy.known.putAll(known);
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(said.size());
    for (OfOperator entry : said) {
      FactWire.write(entry, out);
    }
    out.writeInt(known.size());
    for (WorkOrderInfo order : known.values()) {
      TableWire.write(order, out);
    }
  }

  static OrdersSaid read(DataInput in) throws IOException {
    OrdersSaid read = new OrdersSaid();
    int entries = in.readInt();
    for (int i = 0; i < entries; i++) {
      read.said.add((OfOperator) FactWire.read(in));
    }
    int orders = in.readInt();
    for (int i = 0; i < orders; i++) {
      read.know(TableWire.readOrder(in));
    }
    return read;
  }
}
