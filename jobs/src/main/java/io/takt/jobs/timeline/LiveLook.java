package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.timeline.MachineState.Run;
import io.takt.jobs.timeline.OrderHistory.Active;
import java.util.ArrayList;
import java.util.List;

/** What an asset does at one instant, by the same walk that books its minutes. */
final class LiveLook {
  private LiveLook() {}

  /** How {@code instant} is booked, as far as facts up to now tell. */
  static LiveRow at(Evidence evidence, long instant) {
    Head head = evidence.head;
    Runs runs = evidence.runs(instant - 1, instant);
    List<Piece> pieces = new ArrayList<>();
    new Walk(evidence, runs, instant - 1).to(instant, pieces);
    Piece piece = pieces.get(pieces.size() - 1);
    int index = runs.indexAt(instant - 1);
    Runs.Stop stop = index < 0 ? null : runs.stretches.get(index).stop;
    Active active = piece.orders().active().get(0);
    boolean silent = index >= 0 && runs.stretches.get(index).run == Run.NO_DATA;
    long since =
        silent || head.live.stateSince == NONE
            ? index < 0 ? instant : runs.stretches.get(index).from
            : head.live.stateSince;
    return new LiveRow(
        instant,
        piece.state(),
        since,
        piece.category(),
        stop == null || stop.end != NONE ? NONE : stop.start,
        piece.reason(),
        active.order(),
        active.product(),
        piece.calendar().shift(),
        piece.calendar().shiftStart(),
        head.lastFactAt,
        head.lastArrivedAt,
        head.factCount,
        head.duplicateCount);
  }
}
