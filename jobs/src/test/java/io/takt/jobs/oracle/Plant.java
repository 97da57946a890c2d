package io.takt.jobs.oracle;

import io.takt.jobs.timeline.AssetSettings;
import io.takt.jobs.timeline.Block;
import io.takt.jobs.timeline.BlockCodec;
import io.takt.jobs.timeline.Blocks;
import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.Changes;
import io.takt.jobs.timeline.DataIssue;
import io.takt.jobs.timeline.ExpandedCalendar;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.Head;
import io.takt.jobs.timeline.HeadCodec;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MinuteOfLedger;
import io.takt.jobs.timeline.PlantCalendar;
import io.takt.jobs.timeline.SharedTables;
import io.takt.jobs.timeline.ShiftReport;
import io.takt.jobs.timeline.ShiftReportCodec;
import io.takt.jobs.timeline.ShiftReports;
import io.takt.jobs.timeline.StopRecord;
import io.takt.jobs.timeline.Timeline;
import io.takt.jobs.timeline.Versions;
import io.takt.jobs.timeline.WorkOrderInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs a timeline as a job would: state as bytes between the steps, a database that keeps what was
 * written last, checkpoints, and crashes after which the database knows more than the state.
 */
final class Plant implements SharedTables {

  /** State as it was when a checkpoint was taken. */
  static final class Checkpoint {
    private final byte[] head;
    private final Map<Long, byte[]> blocks;
    private final Map<Long, byte[]> reports;

    private Checkpoint(byte[] head, Map<Long, byte[]> blocks, Map<Long, byte[]> reports) {
      this.head = head;
      this.blocks = blocks;
      this.reports = reports;
    }
  }

  private final Timeline timeline = new Timeline(this, Timeline.SETTLE);
  private final Map<String, Versions<LossCategory>> reasons = new HashMap<>();
  private PlantCalendar calendar;

  private Head head = new Head();
  private Map<Long, byte[]> blocks = new HashMap<>();
  private final Blocks stored = new StoredBlocks();
  private Map<Long, byte[]> reports = new HashMap<>();
  private final ShiftReports kept = new KeptReports();

  /** What the database holds. */
  final TreeMap<Long, MinuteOfLedger> minutes = new TreeMap<>();

  final TreeMap<Long, StopRecord> stops = new TreeMap<>();

  final TreeMap<Long, ShiftReport> shifts = new TreeMap<>();

  /** How often it was said that no stop begins at an instant. */
  int gone;

  /** How often a report was written. */
  int shiftsSaid;

  final Map<String, Fact.OfOperator> said = new HashMap<>();
  final List<DataIssue> issues = new ArrayList<>();

  /** Minutes in the order in which they were written. */
  final List<Long> written = new ArrayList<>();

  private final Changes database = new Database();

  // Steps

  void settings(AssetSettings settings) {
    timeline.settings(head, stored, settings);
  }

  void rates(String product, Versions<Double> seconds) {
    timeline.rates(head, stored, product, seconds);
  }

  void order(WorkOrderInfo order) {
    timeline.order(head, stored, order);
  }

  void calendar(CalendarRules rules) {
    calendar = rules == null ? null : new ExpandedCalendar(rules);
    timeline.calendarChanged(head, Fact.NONE);
  }

  void reason(String code, Versions<LossCategory> versions) {
    reasons.put(code, versions);
    timeline.reasonsChanged(head, Fact.NONE);
  }

  void accept(Fact fact) {
    latest = Math.max(latest, fact.at());
    timeline.accept(head, stored, kept, fact, database);
  }

  /** The latest instant that was spoken of, also before a crash. */
  private long latest = Long.MIN_VALUE;

  void advance(long now) {
    latest = Math.max(latest, now);
    timeline.advance(head, stored, kept, now, database);
  }

  Checkpoint checkpoint() {
    return new Checkpoint(
        bytes(out -> HeadCodec.write(head, out)), new HashMap<>(blocks), new HashMap<>(reports));
  }

  /** Time will not go on. */
  void conclude() {
    timeline.conclude(head, stored, kept, database);
  }

  /** Starts again from a checkpoint; the database stays as it is. */
  void restore(Checkpoint checkpoint) {
    head = read(checkpoint.head, HeadCodec::read);
    blocks = new HashMap<>(checkpoint.blocks);
    reports = new HashMap<>(checkpoint.reports);
    timeline.restored(head, latest + 1);
  }

  /**
   * What the database holds of the shifts that the state knows. A shift that a crashed run reported
   * by a calendar that no longer held when the restored run came there is not among them.
   */
  Map<Long, ShiftReport> reportedShifts() {
    Map<Long, ShiftReport> known = new TreeMap<>(shifts);
    known.keySet().retainAll(reports.keySet());
    return known;
  }

  Ledger ledger() {
    return new Ledger(List.copyOf(minutes.values()), List.copyOf(stops.values()));
  }

  // Tables

  @Override
  public PlantCalendar calendar(String key) {
    return calendar;
  }

  @Override
  public Versions<LossCategory> reason(String code) {
    return reasons.get(code);
  }

  private final class StoredBlocks implements Blocks {
    @Override
    public Block get(long start) {
      byte[] bytes = blocks.get(start);
      return bytes == null ? null : read(bytes, BlockCodec::read);
    }

    @Override
    public void put(long start, Block block) {
      blocks.put(start, bytes(out -> BlockCodec.write(block, out)));
    }

    @Override
    public void remove(long start) {
      blocks.remove(start);
    }
  }

  private final class KeptReports implements ShiftReports {
    @Override
    public ShiftReport get(long start) {
      return read(reports.get(start), ShiftReportCodec::read);
    }

    @Override
    public void put(ShiftReport report) {
      reports.put(report.start(), bytes(out -> ShiftReportCodec.write(report, out)));
    }

    @Override
    public void remove(long start) {
      reports.remove(start);
    }
  }

  private final class Database implements Changes {
    @Override
    public void minute(MinuteOfLedger minute) {
      minutes.put(minute.minute(), minute);
      written.add(minute.minute());
    }

    @Override
    public void stop(StopRecord stop) {
      stops.put(stop.start(), stop);
    }

    @Override
    public void noStop(long start) {
      gone++;
      stops.remove(start);
    }

    @Override
    public void shift(ShiftReport report) {
      shifts.put(report.start(), report);
      shiftsSaid++;
    }

    @Override
    public void said(Fact.OfOperator entry) {
      said.put(entry.id(), entry);
    }

    @Override
    public void issue(DataIssue issue) {
      issues.add(issue);
    }

    @Override
    public void tooLate(Fact fact) {
      throw new AssertionError("nothing was pruned, and yet too late: " + fact);
    }
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] bytes, Reading<T> reading) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      T value = reading.from(in);
      if (in.available() > 0) {
        throw new AssertionError(in.available() + " bytes were written and not read");
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
