package io.takt.jobs.oracle;

import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.OperatorEntry;
import io.takt.jobs.timeline.WorkOrderInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which orders run when. */
final class ActiveOrders {

  /** One order that runs; order or product may be unknown (null). */
  record Row(String order, String product) {}

  private static final Row UNALLOCATED = new Row(null, null);

  private static final Comparator<Row> BY_NAME =
      Comparator.comparing(Row::order, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Row::product, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final List<Fact.OfOperator> changes;
  private final List<Fact.OfOperator> assigned;
  private final Map<String, WorkOrderInfo> table;

  ActiveOrders(AcceptedFacts facts, Map<String, WorkOrderInfo> table) {
    this.table = table;
    changes =
        facts.entries.stream()
            .filter(
                entry ->
                    entry.entry() == OperatorEntry.ORDER_STARTED
                        || entry.entry() == OperatorEntry.ORDER_PAUSED
                        || entry.entry() == OperatorEntry.ORDER_FINISHED)
            .sorted(AcceptedFacts.BY_EFFECT)
            .toList();
    assigned = facts.entries(OperatorEntry.ORDER_ASSIGNED, AcceptedFacts.BY_WORD);
  }

  void addBoundaries(Set<Long> boundaries) {
    changes.forEach(change -> boundaries.add(change.from()));
    for (Fact.OfOperator span : assigned) {
      boundaries.add(span.from());
      if (span.to() != Fact.NONE) {
        boundaries.add(span.to());
      }
    }
  }

  /** Orders that run at an instant, never empty: one row without order stands for none. */
  List<Row> at(long instant) {
    List<Row> active = new ArrayList<>();
    for (Fact.OfOperator change : changes) {
      if (change.from() <= instant) {
        apply(change, active);
      }
    }
    for (Fact.OfOperator span : assigned) {
      if (span.from() <= instant && (span.to() == Fact.NONE || instant < span.to())) {
        active.clear();
        active.add(row(span));
      }
    }
    active.sort(BY_NAME);
    return active.isEmpty() ? List.of(UNALLOCATED) : List.copyOf(active);
  }

  private void apply(Fact.OfOperator change, List<Row> active) {
    if (change.entry() == OperatorEntry.ORDER_STARTED) {
      Row started = row(change);
      if (!change.parallel()) {
        active.clear();
      }
      active.removeIf(row -> same(row, started));
      if (!started.equals(UNALLOCATED)) {
        active.add(started);
      }
    } else if (change.order() == null) {
      active.clear();
    } else {
      active.removeIf(row -> change.order().equals(row.order()));
    }
  }

  private static boolean same(Row a, Row b) {
    return Objects.equals(a.order(), b.order())
        && (a.order() != null || Objects.equals(a.product(), b.product()));
  }

  private Row row(Fact.OfOperator entry) {
    WorkOrderInfo known = entry.order() == null ? null : table.get(entry.order());
    String product = entry.product();
    if (product == null && known != null) {
      product = known.product();
    }
    return new Row(entry.order(), product);
  }

  boolean excluded(Row row) {
    WorkOrderInfo known = row.order() == null ? null : table.get(row.order());
    return known != null && known.excluded();
  }
}
