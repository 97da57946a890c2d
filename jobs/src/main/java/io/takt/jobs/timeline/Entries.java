package io.takt.jobs.timeline;

import io.takt.jobs.timeline.Fact.OfOperator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What operators said about an asset, in the order they said it. An entry that was taken back stays
 * on record and has no effect; a withdrawal may be taken back itself.
 */
final class Entries {
  private static final Comparator<OfOperator> ORDER =
      Comparator.comparingLong(OfOperator::at)
          .thenComparingLong(OfOperator::sequence)
          .thenComparing(OfOperator::id);

  private final List<OfOperator> all;
  private final Map<String, OfOperator> byId = new HashMap<>();

  Entries() {
    this(new ArrayList<>());
  }

  private Entries(List<OfOperator> all) {
    this.all = all;
    for (OfOperator entry : all) {
      byId.put(entry.id(), entry);
    }
  }

  List<OfOperator> all() {
    return all;
  }

  OfOperator find(String id) {
    return byId.get(id);
  }

  void add(OfOperator entry) {
    int at = all.size();
    while (at > 0 && ORDER.compare(all.get(at - 1), entry) > 0) {
      at--;
    }
    all.add(at, entry);
    byId.put(entry.id(), entry);
  }

  void remove(OfOperator entry) {
    all.remove(entry);
    byId.remove(entry.id());
  }

  /** Whether any entry is about scrap or rework. */
  boolean corrects() {
    for (OfOperator entry : all) {
      if (corrects(entry)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the entry is about scrap or rework. */
  static boolean corrects(OfOperator entry) {
    return entry.entry() == OperatorEntry.SCRAP_REPORTED
        || entry.entry() == OperatorEntry.REWORK_REPORTED;
  }

  /** Whether any reason was given, taken back or not, of time after an instant. */
  boolean giveReasonAfter(long instant) {
    for (OfOperator entry : all) {
      if (entry.entry() == OperatorEntry.REASON_GIVEN
          && Math.max(entry.to(), entry.from() + 1) > instant) {
        return true;
      }
    }
    return false;
  }

  /** The entries of one kind that hold, in the order they were said. */
  List<OfOperator> effective(OperatorEntry kind) {
    List<OfOperator> found = new ArrayList<>();
    for (OfOperator entry : all) {
      if (entry.entry() == kind && holds(entry)) {
        found.add(entry);
      }
    }
    return found;
  }

  /** Whether nothing that itself holds takes the entry back. */
  boolean holds(OfOperator entry) {
    return holds(entry, all.size());
  }

  private boolean holds(OfOperator entry, int depth) {
    if (depth < 0) {
      return true; // withdrawals that name each other in a circle cancel nothing
    }
    for (OfOperator other : all) {
      if (other.entry() == OperatorEntry.WITHDRAWN
          && entry.id().equals(other.refersTo())
          && !other.id().equals(entry.id())
          && holds(other, depth - 1)) {
        return false;
      }
    }
    return true;
  }

  /**
   * When another order next starts alone: until then an entry on orders may matter, however many
   * others run beside it.
   */
  long nextStartAlone(OfOperator entry) {
    long next = Long.MAX_VALUE;
    for (OfOperator other : all) {
      boolean startsAlone =
          other.entry() == OperatorEntry.ORDER_STARTED && !other.parallel() && holds(other);
      if (startsAlone && !other.id().equals(entry.id()) && other.from() > entry.from()) {
        next = Math.min(next, other.from());
      }
    }
    return next;
  }

  /** What a withdrawal takes back in the end, through withdrawals of withdrawals; null: unknown. */
  OfOperator target(OfOperator withdrawal) {
    OfOperator entry = withdrawal;
    for (int hops = 0; hops <= all.size(); hops++) {
      if (entry == null || entry.entry() != OperatorEntry.WITHDRAWN) {
        return entry;
      }
      entry = entry.refersTo() == null ? null : byId.get(entry.refersTo());
    }
    return null;
  }

  /** Whether the entry is about time before an instant. */
  boolean bearsOnTimeBefore(long instant, OfOperator entry) {
    return switch (entry.entry()) {
      case STOP_SPLIT -> entry.splitAt().stream().anyMatch(cut -> cut < instant);
      case WITHDRAWN -> {
        OfOperator target = target(entry);
        yield target != null && bearsOnTimeBefore(instant, target);
      }
      case OTHER, NOTE, ACKNOWLEDGED, DECISION, SHELVED -> false;
      default -> entry.from() < instant;
    };
  }

  private static final Comparator<String> WORD = Comparator.nullsFirst(Comparator.naturalOrder());

  private static final Comparator<OfOperator> CONTENT =
      Comparator.comparingLong(OfOperator::at)
          .thenComparing(OfOperator::entry)
          .thenComparingLong(OfOperator::from)
          .thenComparingLong(OfOperator::to)
          .thenComparing(OfOperator::reason, WORD)
          .thenComparing(OfOperator::order, WORD)
          .thenComparing(OfOperator::product, WORD)
          .thenComparing(OfOperator::parallel)
          .thenComparingDouble(OfOperator::quantity)
          .thenComparing(OfOperator::splitAt, Entries::compareLists)
          .thenComparing(OfOperator::refersTo, WORD)
          .thenComparing(OfOperator::source)
          .thenComparingLong(OfOperator::sequence);

  /** Compares what two entries of one id say; when they arrived is no part of it. */
  static int compareContent(OfOperator a, OfOperator b) {
    return CONTENT.compare(a, b);
  }

  private static int compareLists(List<Long> a, List<Long> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int byElement = Long.compare(a.get(i), b.get(i));
      if (byElement != 0) {
        return byElement;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  /** All but some. */
  Entries without(List<OfOperator> some) {
    List<OfOperator> left = new ArrayList<>(all);
    left.removeAll(some);
    return new Entries(left);
  }

  Entries copy() {
    return new Entries(new ArrayList<>(all));
  }
}
