package io.takt.ingest.simulator.truth;

import io.takt.avro.OperatorEventKind;
import io.takt.ingest.simulator.sensing.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Cuts stops where people split them and gives each part the last reason said of it. */
final class StopParts {
  private final long minorStopBelowMs;
  private final long now;
  private final List<Report.Word> splits;
  private final List<Report.Word> reasons;

  StopParts(long minorStopBelowMs, long now, StandingWords words) {
    this.minorStopBelowMs = minorStopBelowMs;
    this.now = now;
    this.splits = words.of(StandingWords.BY_ENTRY, OperatorEventKind.STOP_SPLIT);
    this.reasons = words.of(StandingWords.BY_ENTRY, OperatorEventKind.REASON_GIVEN);
  }

  List<StopPart> of(List<Stretch> stretches) {
    List<StopPart> parts = new ArrayList<>();
    for (Stretch stretch : stretches) {
      if (stretch.run() == Run.DOWN) {
        cut(stretch, parts);
      }
    }
    return parts;
  }

  private void cut(Stretch stop, List<StopPart> parts) {
    TreeSet<Long> points = new TreeSet<>();
    for (Report.Word split : splits) {
      for (long point : split.splitAt()) {
        if (stop.from() < point && point < stop.to()) {
          points.add(point);
        }
      }
    }
    points.add(stop.to());
    Category category = category(stop);
    long from = stop.from();
    for (long to : points) {
      parts.add(new StopPart(from, to, category, reason(from, to)));
      from = to;
    }
  }

  private Category category(Stretch stop) {
    boolean open = stop.to() == now;
    boolean isShort = stop.to() - stop.from() < minorStopBelowMs;
    if (isShort) {
      return open ? Category.PENDING_STOP : Category.MINOR_STOP;
    }
    return Category.UNPLANNED_STOP;
  }

  private String reason(long from, long to) {
    String last = null;
    for (Report.Word word : reasons) {
      long saidFrom = word.effective();
      long saidTo = word.spanTo() == null ? saidFrom + 1 : word.spanTo();
      if (saidFrom < to && from < saidTo) {
        last = word.reason();
      }
    }
    return last;
  }
}
