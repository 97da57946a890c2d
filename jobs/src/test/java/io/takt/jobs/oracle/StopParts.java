package io.takt.jobs.oracle;

import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.OperatorEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Stops as operators see them: cut into parts, each with the reason that was given last. */
final class StopParts {

  /** A part of a stop; reason null: none given. */
  record Part(long start, long end, String reason) {
    boolean covers(long instant) {
      return start <= instant && instant < end;
    }
  }

  private final AcceptedFacts facts;

  StopParts(AcceptedFacts facts) {
    this.facts = facts;
  }

  void addBoundaries(Set<Long> boundaries) {
    for (Fact.OfOperator split : facts.entries(OperatorEntry.STOP_SPLIT, AcceptedFacts.BY_WORD)) {
      for (long cut : split.splitAt()) {
        boundaries.add(cut);
      }
    }
  }

  List<Part> of(long start, long end) {
    TreeSet<Long> cuts = new TreeSet<>();
    addBoundaries(cuts);
    cuts.removeIf(cut -> cut <= start || cut >= end);
    cuts.add(start);
    cuts.add(end);
    List<Long> points = List.copyOf(cuts);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i + 1 < points.size(); i++) {
      parts.add(
          new Part(points.get(i), points.get(i + 1), reason(points.get(i), points.get(i + 1))));
    }
    return parts;
  }

  private String reason(long start, long end) {
    String reason = null;
    for (Fact.OfOperator given : facts.entries(OperatorEntry.REASON_GIVEN, AcceptedFacts.BY_WORD)) {
      boolean instant = given.to() == Fact.NONE || given.to() <= given.from();
      long to = instant ? given.from() + 1 : given.to();
      if (given.reason() != null && given.from() < end && to > start) {
        reason = given.reason();
      }
    }
    return reason;
  }
}
