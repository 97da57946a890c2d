package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.timeline.Fact.OfOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A stop cut where operators cut it, each part with the reason that was said last of it. */
final class StopParts {
  final Runs.Stop stop;
  private final List<Long> ends = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();

  StopParts(Runs.Stop stop, List<OfOperator> reasonsGiven, List<OfOperator> splits) {
    this.stop = stop;
    long stopEnd = stop.end == NONE ? Long.MAX_VALUE : stop.end;
    TreeSet<Long> cuts = new TreeSet<>();
    for (OfOperator split : splits) {
      for (Long cut : split.splitAt()) {
        if (cut > stop.start && cut < stopEnd) {
          cuts.add(cut);
        }
      }
    }
    cuts.add(stopEnd);
    long from = stop.start;
    for (Long end : cuts) {
      ends.add(end);
      reasons.add(reasonOf(from, end, reasonsGiven));
      from = end;
    }
  }

  private static String reasonOf(long from, long end, List<OfOperator> reasonsGiven) {
    for (int i = reasonsGiven.size() - 1; i >= 0; i--) {
      OfOperator given = reasonsGiven.get(i);
      long to = Math.max(given.to(), given.from() + 1); // an instant, where no end is given
      if (given.reason() != null && given.from() < end && to > from) {
        return given.reason();
      }
    }
    return null;
  }

  String reasonAt(long instant) {
    return reasons.get(index(instant));
  }

  long endOfPartAt(long instant) {
    return ends.get(index(instant));
  }

  private int index(long instant) {
    int index = 0;
    while (index < ends.size() - 1 && ends.get(index) <= instant) {
      index++;
    }
    return index;
  }
}
