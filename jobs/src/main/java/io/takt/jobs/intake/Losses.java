package io.takt.jobs.intake;

import io.takt.avro.DataQuality;
import io.takt.avro.DeadLetter;
import io.takt.avro.LateEvent;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what was not booked or is in doubt, by what it is and why. */
public final class Losses {

  private final MetricGroup metrics;
  private final Map<Enum<?>, Counter> counters = new HashMap<>();

  public Losses(MetricGroup metrics) {
    this.metrics = metrics;
  }

  public void count(DeadLetter letter) {
    counter("dead-letters", letter.getReason()).inc();
  }

  public void count(LateEvent event) {
    counter("late-events", event.getReason()).inc();
  }

  public void count(DataQuality doubt) {
    counter("data-quality", doubt.getKind()).inc();
  }

  private Counter counter(String what, Enum<?> why) {
    Counter known = counters.get(why);
    if (known == null) {
      String name = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
      known = metrics.addGroup(what).counter(name);
      counters.put(why, known);
    }
    return known;
  }
}
