package io.takt.jobs.oracle;

import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.OperatorEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The facts that count: valid, each identity once, in the order of their instants. */
final class AcceptedFacts {

  private static final Comparator<Fact> WITHIN_AN_INSTANT =
      Comparator.comparingLong(Fact::at)
          .thenComparingLong(Fact::sequence)
          .thenComparing(Fact::source);

  /** By the time that an operator's entry takes effect. */
  static final Comparator<Fact.OfOperator> BY_EFFECT =
      Comparator.comparingLong(Fact.OfOperator::from)
          .thenComparingLong(Fact.OfOperator::sequence)
          .thenComparing(Fact.OfOperator::id);

  /** By the time that an operator's entry was made: the later word wins. */
  static final Comparator<Fact.OfOperator> BY_WORD =
      Comparator.comparingLong(Fact.OfOperator::at)
          .thenComparingLong(Fact.OfOperator::sequence)
          .thenComparing(Fact.OfOperator::id);

  final List<Fact> all;
  final List<Fact.OfState> states;
  final List<Fact.OfCount> counts;
  final List<Fact.OfAlarm> alarms;

  /** Operator entries that were not taken back, unordered. */
  final List<Fact.OfOperator> entries;

  AcceptedFacts(List<Fact> facts) {
    Map<List<Object>, Fact> byIdentity = new HashMap<>();
    for (Fact fact : facts) {
      if (valid(fact)) {
        byIdentity.merge(
            identity(fact), fact, (a, b) -> compareContent(content(a), content(b)) >= 0 ? a : b);
      }
    }
    all = byIdentity.values().stream().sorted(WITHIN_AN_INSTANT).toList();
    states = only(Fact.OfState.class);
    counts = only(Fact.OfCount.class);
    alarms = only(Fact.OfAlarm.class);
    entries = notWithdrawn(only(Fact.OfOperator.class));
  }

  List<Fact.OfOperator> entries(OperatorEntry kind, Comparator<Fact.OfOperator> order) {
    return entries.stream().filter(entry -> entry.entry() == kind).sorted(order).toList();
  }

  /** Instants at which the machine itself said something. */
  List<Long> signsOfLife() {
    return all.stream()
        .filter(fact -> !(fact instanceof Fact.OfOperator))
        .map(Fact::at)
        .distinct()
        .sorted()
        .toList();
  }

  private <T extends Fact> List<T> only(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static boolean valid(Fact fact) {
    if (fact instanceof Fact.OfCount count) {
      return figureValid(count.total())
          && figureValid(count.good())
          && figureValid(count.scrap())
          && figureValid(count.rework());
    }
    if (fact instanceof Fact.OfOperator entry
        && (entry.entry() == OperatorEntry.SCRAP_REPORTED
            || entry.entry() == OperatorEntry.REWORK_REPORTED)) {
      return !Double.isNaN(entry.quantity()) && figureValid(entry.quantity());
    }
    return true;
  }

  private static boolean figureValid(double figure) {
    return Double.isNaN(figure) || (figure >= 0 && !Double.isInfinite(figure));
  }

  private static List<Object> identity(Fact fact) {
    if (fact instanceof Fact.OfOperator entry) {
      return List.of("operator", entry.id());
    }
    if (fact instanceof Fact.OfAlarm alarm) {
      return List.of(
          "alarm", alarm.at(), alarm.source(), alarm.sequence(), alarm.code(), alarm.active());
    }
    String kind = fact instanceof Fact.OfState ? "state" : "count";
    return List.of(kind, fact.at(), fact.source(), fact.sequence());
  }

  private static List<Object> content(Fact fact) {
    if (fact instanceof Fact.OfState state) {
      return Arrays.asList(state.word());
    }
    if (fact instanceof Fact.OfCount c) {
      return Arrays.asList(
          c.cumulative(),
          c.cycles(),
          c.total(),
          c.good(),
          c.scrap(),
          c.rework(),
          c.counterMax(),
          c.order());
    }
    if (fact instanceof Fact.OfAlarm alarm) {
      return Arrays.asList(alarm.severity());
    }
    Fact.OfOperator o = (Fact.OfOperator) fact;
    return Arrays.asList(
        o.at(),
        o.entry(),
        o.from(),
        o.to(),
        o.reason(),
        o.order(),
        o.product(),
        o.parallel(),
        o.quantity(),
        o.splitAt(),
        o.refersTo(),
        o.source(),
        o.sequence());
  }

  @SuppressWarnings("unchecked")
  private static int compareContent(List<Object> a, List<Object> b) {
    for (int i = 0; i < a.size(); i++) {
      Object x = a.get(i);
      Object y = b.get(i);
      int order;
      if (x == null || y == null) {
        order = Boolean.compare(x != null, y != null);
      } else if (x instanceof List) {
        order = compareLists((List<Object>) x, (List<Object>) y);
      } else {
        order = ((Comparable<Object>) x).compareTo(y);
      }
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compareLists(List<Object> a, List<Object> b) {
    int shared = Math.min(a.size(), b.size());
    int order = compareContent(a.subList(0, shared), b.subList(0, shared));
    return order != 0 ? order : Integer.compare(a.size(), b.size());
  }

  /** An entry is out if some entry that is itself not out takes it back. */
  private static List<Fact.OfOperator> notWithdrawn(List<Fact.OfOperator> entries) {
    List<Fact.OfOperator> left = new ArrayList<>();
    for (Fact.OfOperator entry : entries) {
      if (!withdrawn(entry, entries, new HashSet<>())) {
        left.add(entry);
      }
    }
    return left;
  }

  private static boolean withdrawn(
      Fact.OfOperator entry, List<Fact.OfOperator> entries, Set<String> asking) {
    if (!asking.add(entry.id())) {
      return false;
    }
    for (Fact.OfOperator other : entries) {
      if (other.entry() == OperatorEntry.WITHDRAWN
          && Objects.equals(other.refersTo(), entry.id())
          && !withdrawn(other, entries, asking)) {
        return true;
      }
    }
    return false;
  }
}
