package io.takt.jobs.timeline;

import io.takt.jobs.timeline.MachineState.Run;
import java.util.List;

/**
 * Walks through time, from one change of booking to the next. The one place that says which
 * category a moment has, for minutes, stops and the live row alike.
 */
final class Walk {
  private final Evidence evidence;
  private final Head head;
  private final Runs runs;
  private long at;
  private int stretch;
  private int order;
  private PlantCalendar.Segment segment;
  private StopParts parts;

  Walk(Evidence evidence, Runs runs, long from) {
    this.evidence = evidence;
    this.head = evidence.head;
    this.runs = runs;
    this.at = from;
    this.stretch = Math.max(runs.indexAt(from), 0);
    this.order = head.orderHistory().indexAt(from);
    this.segment = segmentAt(from);
  }

  private PlantCalendar.Segment segmentAt(long instant) {
    return evidence.calendar.at(instant, head.settings.asset());
  }

  /** Adds the pieces from where it stands to {@code end}; equal neighbours are one. */
  void to(long end, List<Piece> pieces) {
    while (at < end) {
      Piece piece = step(end);
      Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
      if (last != null && last.booksLike(piece)) {
        pieces.set(pieces.size() - 1, last.until(piece.to()));
      } else {
        pieces.add(piece);
      }
      at = piece.to();
    }
  }

  private Piece step(long limit) {
    while (stretch < runs.stretches.size() - 1 && runs.stretches.get(stretch).to <= at) {
      stretch++;
    }
    while (head.orderHistory().endOf(order) <= at) {
      order++;
    }
    if (segment.to() <= at) {
      segment = segmentAt(at);
    }
    OrderHistory.Stretch orders = head.orderHistory().get(order);
    long end = Math.min(Math.min(limit, segment.to()), head.orderHistory().endOf(order));
    Runs.Stretch current = runs.stretches.isEmpty() ? null : runs.stretches.get(stretch);
    if (current == null || current.to <= at || current.from > at) {
      // nothing is known of this time: before the first fact, or after all facts and now
      return piece(end, MachineState.UNKNOWN, Run.NO_DATA, null, null, orders);
    }
    end = Math.min(end, current.to);
    String reason = null;
    if (current.stop != null && (!evidence.reasons.isEmpty() || !evidence.splits.isEmpty())) {
      if (parts == null || parts.stop != current.stop) {
        parts = new StopParts(current.stop, evidence.reasons, evidence.splits);
      }
      reason = parts.reasonAt(at);
      end = Math.min(end, parts.endOfPartAt(at));
      Versions<LossCategory> versions = reason == null ? null : evidence.shared.reason(reason);
      if (versions != null) {
        end = Math.min(end, versions.nextAfter(at));
      }
    }
    return piece(end, current.state, current.run, current.stop, reason, orders);
  }

  private Piece piece(
      long end,
      MachineState state,
      Run run,
      Runs.Stop stop,
      String reason,
      OrderHistory.Stretch orders) {
    LossCategory byReason = reason == null ? null : reasonCategory(reason, at);
    boolean planned = segment.shift() == null || segment.planned();
    boolean up = run == Run.UP && stop == null;
    boolean extra = up && planned && !orders.excluded();
    LossCategory category;
    if (orders.excluded()) {
      category = LossCategory.NOT_SCHEDULED;
    } else if (extra) {
      category = LossCategory.RUNNING;
    } else if (segment.shift() == null || byReason == LossCategory.NOT_SCHEDULED) {
      category = LossCategory.NOT_SCHEDULED;
    } else if (segment.planned() || byReason == LossCategory.PLANNED_STOP) {
      category = LossCategory.PLANNED_STOP;
    } else if (run == Run.NO_DATA) {
      category = LossCategory.NO_DATA;
    } else if (run == Run.SETUP || byReason == LossCategory.SETUP) {
      category = LossCategory.SETUP;
    } else if (stop != null) {
      category = stop.category(head.settings.minorStopBelow());
    } else {
      category = LossCategory.RUNNING;
    }
    return new Piece(at, end, state, category, extra, reason, orders, segment);
  }

  private LossCategory reasonCategory(String reason, long instant) {
    Versions<LossCategory> versions = evidence.shared.reason(reason);
    return versions == null ? null : versions.at(instant);
  }
}
