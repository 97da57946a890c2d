package io.takt.jobs.oracle;

import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.StopRecord;
import java.util.List;

/**
 * The time that a late machine fact may touch: from the sign of life before it to the next sign,
 * for a state to the next state, and on to both ends of every stop that meets this, with it or
 * without.
 */
record Neighbourhood(long from, long to) {

  static Neighbourhood of(Fact fact, Scenario with, Scenario without) {
    long from = Long.MIN_VALUE;
    long to = Long.MAX_VALUE;
    for (Fact other : without.facts()) {
      boolean ends =
          !(other instanceof Fact.OfOperator)
              && (other instanceof Fact.OfState || !(fact instanceof Fact.OfState));
      if (!(other instanceof Fact.OfOperator) && other.at() <= fact.at()) {
        from = Math.max(from, other.at());
      }
      if (ends && other.at() > fact.at()) {
        to = Math.min(to, other.at());
      }
    }
    from -= from == Long.MIN_VALUE ? 0 : with.settings().minRun();
    to += to == Long.MAX_VALUE ? 0 : with.settings().minRun();
    long low = from;
    long high = to;
    BatchLedger batch = new BatchLedger();
    for (Scenario life : List.of(with, without)) {
      for (StopRecord stop : batch.of(life).stops()) {
        long end = stop.end() == Fact.NONE ? Long.MAX_VALUE : stop.end();
        if (stop.start() <= to && end >= from) {
          low = Math.min(low, stop.start());
          high = Math.max(high, end);
        }
      }
    }
    return new Neighbourhood(low, high);
  }
}
