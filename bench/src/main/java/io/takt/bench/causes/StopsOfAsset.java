package io.takt.bench.causes;

import io.takt.jobs.downtime.cause.LineEvent;
import io.takt.jobs.downtime.cause.LineEvent.StopTold;
import io.takt.jobs.timeline.AssetSettings;
import io.takt.jobs.timeline.Block;
import io.takt.jobs.timeline.Blocks;
import io.takt.jobs.timeline.Changes;
import io.takt.jobs.timeline.DataIssue;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.Head;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MinuteOfLedger;
import io.takt.jobs.timeline.SharedTables;
import io.takt.jobs.timeline.ShiftReport;
import io.takt.jobs.timeline.ShiftReports;
import io.takt.jobs.timeline.StopRecord;
import io.takt.jobs.timeline.StopRecord.Allocation;
import io.takt.jobs.timeline.Timeline;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One asset's stops, by the same timeline that books them in the job. */
final class StopsOfAsset implements Changes, Blocks {
  private static final long KEPT = 73 * 3_600_000L;

  private final String asset;
  private final Timeline timeline;
  private final Head head = new Head();
  private final Map<Long, Block> blocks = new HashMap<>();
  private final Reports reports = new Reports();
  private final Consumer<LineEvent> out;
  private long prunedAt;
  private String lastWord = "";

  StopsOfAsset(AssetSettings settings, SharedTables shared, Consumer<LineEvent> out) {
    this.asset = settings.asset();
    this.timeline = new Timeline(shared, Timeline.SETTLE);
    this.out = out;
    timeline.settings(head, this, settings);
  }

  /** Takes a fact at the moment it arrives and tells the stops it changes. */
  void take(Fact fact) {
    timeline.accept(head, this, reports, fact, this);
    if (fact instanceof Fact.OfState state) {
      // A state that is repeated is but a sign of life.
      boolean repeated = state.word().equals(lastWord);
      lastWord = state.word();
      if (repeated) {
        return;
      }
    }
    timeline.advance(head, this, reports, fact.arrivedAt(), this);
    if (fact.arrivedAt() > prunedAt + 3_600_000L) {
      prunedAt = fact.arrivedAt();
      timeline.prune(head, this, reports, prunedAt - KEPT);
    }
  }

  @Override
  public void stop(StopRecord stop) {
    long planned = 0;
    long unscheduled = 0;
    long booked = 0;
    for (Allocation part : stop.allocations()) {
      long length = part.end() - part.start();
      booked += length;
      planned += part.category() == LossCategory.PLANNED_STOP ? length : 0;
      unscheduled += part.category() == LossCategory.NOT_SCHEDULED ? length : 0;
    }
    Allocation first = stop.allocations().isEmpty() ? null : stop.allocations().get(0);
    out.accept(
        new StopTold(
            asset,
            stop.start(),
            stop.end(),
            stop.state(),
            stop.category(),
            stop.reason(),
            first == null ? null : first.order(),
            first == null ? null : first.product(),
            first == null ? null : first.shift(),
            planned,
            unscheduled,
            booked));
  }

  @Override
  public void noStop(long start) {
    out.accept(new LineEvent.StopGone(asset, start));
  }

  @Override
  public void minute(MinuteOfLedger minute) {
    // The bench looks at stops alone.
  }

  @Override
  public void shift(ShiftReport report) {
    // The bench looks at stops alone.
  }

  @Override
  public void said(Fact.OfOperator entry) {
    // The bench looks at stops alone.
  }

  @Override
  public void issue(DataIssue issue) {
    // The bench looks at stops alone.
  }

  @Override
  public void tooLate(Fact fact) {
    throw new IllegalStateException("A simulated fact came too late: " + fact);
  }

  @Override
  public Block get(long start) {
    return blocks.get(start);
  }

  @Override
  public void put(long start, Block block) {
    blocks.put(start, block);
  }

  @Override
  public void remove(long start) {
    blocks.remove(start);
  }

  /** What the timeline reports of shifts, kept because it asks for it again. */
  private static final class Reports implements ShiftReports {
    private final Map<Long, ShiftReport> byStart = new HashMap<>();

    @Override
    public ShiftReport get(long start) {
      return byStart.get(start);
    }

    @Override
    public void put(ShiftReport report) {
      byStart.put(report.start(), report);
    }

    @Override
    public void remove(long start) {
      byStart.remove(start);
    }
  }
}
