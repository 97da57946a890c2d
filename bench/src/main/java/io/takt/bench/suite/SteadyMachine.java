package io.takt.bench.suite;

import io.takt.jobs.oee.AssetState;
import io.takt.jobs.oee.AssetStateSerializer;
import io.takt.jobs.timeline.AssetSettings;
import io.takt.jobs.timeline.AssetSettings.CounterSettings;
import io.takt.jobs.timeline.Block;
import io.takt.jobs.timeline.BlockCodec;
import io.takt.jobs.timeline.Blocks;
import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.CalendarRules.Shift;
import io.takt.jobs.timeline.Changes;
import io.takt.jobs.timeline.DataIssue;
import io.takt.jobs.timeline.ExpandedCalendar;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.Head;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MinuteOfLedger;
import io.takt.jobs.timeline.PlantCalendar;
import io.takt.jobs.timeline.SharedTables;
import io.takt.jobs.timeline.ShiftReport;
import io.takt.jobs.timeline.ShiftReports;
import io.takt.jobs.timeline.Slice;
import io.takt.jobs.timeline.StopRecord;
import io.takt.jobs.timeline.Timeline;
import io.takt.jobs.timeline.Versions;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/** One machine's timeline in steady production, and the size of its state at rest. */
public final class SteadyMachine implements SharedTables, Changes {

  private static final long ORIGIN = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long QUARTER = 15 * MINUTE;
  private static final long STOPS_AT = 7 * MINUTE;
  private static final long RUNS_AGAIN_AT = 9 * MINUTE;
  private static final double PARTS = 10;

  private final long horizon;
  private final Timeline timeline = new Timeline(this, Timeline.SETTLE);
  private final Head head = new Head();
  private final Kept kept = new Kept(new HashMap<>());
  private final Reported reported = new Reported(new HashMap<>());
  private final PlantCalendar calendar = new ExpandedCalendar(threeShifts());
  private final Map<Long, Double> booked = new HashMap<>();
  private long at = ORIGIN;
  private long sequence;
  private double made;
  private double madeThisMinute;

  /**
   * A machine that has just begun to produce.
   *
   * @param horizon how long facts are kept for corrections, besides the hour until they go
   */
  public SteadyMachine(Duration horizon) {
    this.horizon = horizon.toMillis();
    timeline.settings(
        head,
        kept,
        new AssetSettings(
            "press-1",
            "UTC",
            "three-shifts",
            Fact.NONE,
            5 * MINUTE,
            15 * MINUTE,
            0,
            1,
            CounterSettings.PLAIN,
            Map.of()));
    timeline.rates(
        head, kept, "lid", new Versions<>(List.of(new Versions.Version<>(Fact.NONE, 1.0))));
    state("PRODUCING");
  }

  private static CalendarRules threeShifts() {
    return new CalendarRules(
        "three-shifts",
        ZoneOffset.UTC,
        List.of(shift("early", 6, 14), shift("late", 14, 22), shift("night", 22, 6)),
        Set.of(),
        List.of());
  }

  private static Shift shift(String name, int from, int to) {
    return new Shift(
        name,
        EnumSet.allOf(DayOfWeek.class),
        LocalTime.of(from, 0),
        LocalTime.of(to, 0),
        0,
        List.of(),
        null,
        null);
  }

  /** Has it work on for so long, a multiple of ten seconds. */
  public void runFor(Duration length) {
    long end = at + length.toMillis();
    while (at < end) {
      at += 10 * SECOND;
      if (at % MINUTE == 0) {
        madeThisMinute = 0;
      }
      long inQuarter = (at - ORIGIN) % QUARTER;
      if (inQuarter == STOPS_AT) {
        state("STOPPED");
      } else if (inQuarter == RUNS_AGAIN_AT) {
        state("PRODUCING");
      }
      if (inQuarter < STOPS_AT || inQuarter >= RUNS_AGAIN_AT) {
        count();
      }
      timeline.advance(head, kept, reported, at, this);
      if (at % HOUR == 0) {
        timeline.prune(head, kept, reported, at - horizon - HOUR);
      }
    }
  }

  private void state(String word) {
    accept(new Fact.OfState(at, at + 120, word, "plc-1", ++sequence));
  }

  private void count() {
    double none = Double.NaN;
    accept(
        new Fact.OfCount(
            at, at + 120, false, false, none, PARTS, none, none, none, null, "plc-1", ++sequence));
    made += PARTS;
    madeThisMinute += PARTS;
  }

  private void accept(Fact fact) {
    timeline.accept(head, kept, reported, fact, this);
  }

  /** The head as it is. */
  double headBytes() throws IOException {
    return bytes(head);
  }

  /** What would be left if nothing were kept for corrections. */
  double bytesWithoutHorizon() throws IOException {
    Head copy = head.copy();
    Kept copies = new Kept(new HashMap<>());
    kept.blocks.forEach((start, block) -> copies.put(start, block.copy()));
    timeline.prune(copy, copies, new Reported(new HashMap<>(reported.reports)), at);
    double sum = bytes(copy);
    for (Block block : copies.blocks.values()) {
      sum += bytes(block);
    }
    return sum;
  }

  /** Older facts, all of them. */
  double olderBytes() throws IOException {
    double sum = 0;
    for (Block block : kept.blocks.values()) {
      sum += bytes(block);
    }
    return sum;
  }

  /** Facts heard so far. */
  public long facts() {
    return sequence;
  }

  /** Holds what was booked against what was made; the minute that goes on is not booked yet. */
  void mustHaveBookedAll() throws VoidResultException {
    double sum = booked.values().stream().mapToDouble(Double::doubleValue).sum();
    if (sum != made - madeThisMinute) {
      throw new VoidResultException(
          "%s parts were made and %s booked".formatted(made - madeThisMinute, sum));
    }
  }

  private static double bytes(Head head) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new AssetStateSerializer()
        .serialize(new AssetState(head), new DataOutputViewStreamWrapper(bytes));
    return bytes.size();
  }

  private static double bytes(Block block) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BlockCodec.write(block, new DataOutputStream(bytes));
    return bytes.size();
  }

  @Override
  public PlantCalendar calendar(String key) {
    return calendar;
  }

  @Override
  public Versions<LossCategory> reason(String code) {
    return null;
  }

  @Override
  public void minute(MinuteOfLedger minute) {
    booked.put(minute.minute(), minute.slices().stream().mapToDouble(Slice::good).sum());
  }

  @Override
  public void stop(StopRecord stop) {
    // Minutes say enough.
  }

  @Override
  public void noStop(long start) {
    // Minutes say enough.
  }

  @Override
  public void shift(ShiftReport report) {
    // Minutes say enough.
  }

  @Override
  public void said(Fact.OfOperator entry) {
    throw new IllegalStateException("Nobody said anything: " + entry);
  }

  @Override
  public void issue(DataIssue issue) {
    // The asset's shared tables raise some; they change nothing.
  }

  @Override
  public void tooLate(Fact fact) {
    throw new IllegalStateException("A fact in order came too late: " + fact);
  }

  private record Kept(Map<Long, Block> blocks) implements Blocks {
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
  }

  private record Reported(Map<Long, ShiftReport> reports) implements ShiftReports {
    @Override
    public ShiftReport get(long start) {
      return reports.get(start);
    }

    @Override
    public void put(ShiftReport report) {
      reports.put(report.start(), report);
    }

    @Override
    public void remove(long start) {
      reports.remove(start);
    }
  }
}
