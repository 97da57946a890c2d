package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Heads as bytes; the first byte is the version of the layout. */
public final class HeadCodec {
  private static final byte VERSION = 4;

  /** From here on instants are told by their distance to the newest fact. */
  private static final byte COMPACT = 3;

  /** From here on it is told which facts may have been read by other settings. */
  private static final byte WITH_OTHER_SETTINGS = 4;

  /** The layout that knew of no reports of shifts. */
  private static final byte WITHOUT_REPORTS = 1;

  private HeadCodec() {}

  public static void write(Head head, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeBoolean(head.settings != null);
    if (head.settings != null) {
      settings(head.settings, out);
    }
    out.writeInt(head.rates.size());
    for (Map.Entry<String, Versions<Double>> rate : head.rates.entrySet()) {
      out.writeUTF(rate.getKey());
      FactCodec.versions(rate.getValue(), out);
    }
    out.writeInt(head.orders.size());
    for (WorkOrderInfo order : head.orders.values()) {
      out.writeUTF(order.order());
      FactCodec.word(order.product(), out);
      out.writeBoolean(order.excluded());
    }
    out.writeInt(head.entries.all().size());
    for (Fact.OfOperator entry : head.entries.all()) {
      FactCodec.write(entry, out);
    }
    long base = head.lastFactAt == NONE ? 0 : head.lastFactAt;
    out.writeLong(base);
    CompactOutput compact = new CompactOutput(out, base);
    older(head.older, compact);
    compact.ascending(head.emittedStops, head.emittedStops.size());
    out.writeBoolean(head.tail != null);
    if (head.tail != null) {
      BlockCodec.write(head.tail, out);
    }
    head.live.write(compact);
    compact.instant(head.firstSign);
    compact.instant(head.bookedTo);
    compact.ranges(head.dirty);
    compact.ranges(head.dirtyStops);
    compact.instant(head.provisionalFrom);
    compact.instant(head.silentSince);
    compact.instant(head.flippedStop);
    out.writeBoolean(head.urgent);
    compact.instant(head.restoredAt);
    compact.instant(head.otherSettingsBefore);
    compact.instant(head.prunedTo);
    compact.instant(head.lastFactAt);
    compact.instant(head.lastArrivedAt);
    compact.size(head.factCount);
    compact.size(head.duplicateCount);
    compact.instant(head.asOf);
    compact.size(head.reported.size());
    for (Map.Entry<Long, Long> shift : head.reported.entrySet()) {
      compact.instant(shift.getKey());
      compact.signed(shift.getValue() - shift.getKey());
    }
    compact.instant(head.closedTo);
    compact.instant(head.walkedTo);
    compact.instant(head.closesAt);
    out.writeBoolean(head.touched != null);
    if (head.touched != null) {
      head.touched.write(out, compact);
    }
  }

  /** Blocks mostly follow each other without a gap: how many of a row, and how far to the next. */
  private static void older(List<Long> starts, CompactOutput out) throws IOException {
    int rows = 0;
    for (int i = 0; i < starts.size(); i++) {
      rows += i == 0 || !follows(starts, i) ? 1 : 0;
    }
    out.size(rows);
    int i = 0;
    while (i < starts.size()) {
      int first = i++;
      while (i < starts.size() && follows(starts, i)) {
        i++;
      }
      out.instant(starts.get(first));
      out.size(i - first);
    }
  }

  private static boolean follows(List<Long> starts, int i) {
    return starts.get(i) - starts.get(i - 1) == Block.LENGTH;
  }

  private static List<Long> older(CompactInput in) throws IOException {
    List<Long> starts = new ArrayList<>();
    for (int rows = in.count(); rows > 0; rows--) {
      long start = in.instant();
      for (int i = in.count(); i > 0; i--) {
        starts.add(start);
        start += Block.LENGTH;
      }
    }
    return starts;
  }

  public static Head read(DataInput in) throws IOException {
    byte version = in.readByte();
    if (version < WITHOUT_REPORTS || version > VERSION) {
      throw new IOException("head layout " + version + ", this version reads " + VERSION);
    }
    AssetSettings settings = in.readBoolean() ? settings(in) : null;
    Map<String, Versions<Double>> rates = new HashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      String product = in.readUTF().intern();
      rates.put(product, FactCodec.versions(in));
    }
    Map<String, WorkOrderInfo> orders = new HashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      String order = in.readUTF().intern();
      orders.put(order, new WorkOrderInfo(order, FactCodec.word(in), in.readBoolean()));
    }
    Entries entries = new Entries();
    for (int i = in.readInt(); i > 0; i--) {
      entries.add((Fact.OfOperator) FactCodec.read(in));
    }
    if (version < COMPACT) {
      return readWide(version, settings, rates, orders, entries, in);
    }
    long base = in.readLong();
    CompactInput compact = new CompactInput(in, base);
    List<Long> older = older(compact);
    Head head =
        new Head(
            rates, orders, entries, older, new TreeSet<>(compact.ascending()), new TreeMap<>());
    head.settings = settings;
    head.tail = in.readBoolean() ? BlockCodec.read(in) : null;
    head.live = Fold.read(compact);
    head.firstSign = compact.instant();
    head.bookedTo = compact.instant();
    head.dirty = compact.ranges();
    head.dirtyStops = compact.ranges();
    head.provisionalFrom = compact.instant();
    head.silentSince = compact.instant();
    head.flippedStop = compact.instant();
    head.urgent = in.readBoolean();
    head.restoredAt = compact.instant();
    head.otherSettingsBefore = version < WITH_OTHER_SETTINGS ? head.restoredAt : compact.instant();
    head.prunedTo = compact.instant();
    head.lastFactAt = compact.instant();
    head.lastArrivedAt = compact.instant();
    head.factCount = compact.size();
    head.duplicateCount = compact.size();
    head.asOf = compact.instant();
    for (int i = compact.count(); i > 0; i--) {
      long start = compact.instant();
      head.reported.put(start, start + compact.signed());
    }
    head.closedTo = compact.instant();
    head.walkedTo = compact.instant();
    head.closesAt = compact.instant();
    head.touched = in.readBoolean() ? Touched.read(in, compact) : null;
    return head;
  }

  /** The rest as earlier layouts had it. */
  private static Head readWide(
      byte version,
      AssetSettings settings,
      Map<String, Versions<Double>> rates,
      Map<String, WorkOrderInfo> orders,
      Entries entries,
      DataInput in)
      throws IOException {
    Head head =
        new Head(rates, orders, entries, longs(in), new TreeSet<>(longs(in)), new TreeMap<>());
    head.settings = settings;
    head.tail = in.readBoolean() ? BlockCodec.read(in) : null;
    head.live = Fold.readWide(in);
    head.firstSign = in.readLong();
    head.bookedTo = in.readLong();
    head.dirty = Ranges.readWide(in);
    head.dirtyStops = Ranges.readWide(in);
    head.provisionalFrom = in.readLong();
    head.silentSince = in.readLong();
    head.flippedStop = in.readLong();
    head.urgent = in.readBoolean();
    head.restoredAt = in.readLong();
    head.otherSettingsBefore = head.restoredAt;
    head.prunedTo = in.readLong();
    head.lastFactAt = in.readLong();
    head.lastArrivedAt = in.readLong();
    head.factCount = in.readLong();
    head.duplicateCount = in.readLong();
    if (version == WITHOUT_REPORTS) {
      // shifts that had ended by then were never reported; those to come will be
      head.closedTo = head.bookedTo;
      head.walkedTo = head.bookedTo;
      head.closesAt = head.bookedTo;
    } else {
      readReported(head, in);
    }
    return head;
  }

  private static void readReported(Head head, DataInput in) throws IOException {
    head.asOf = in.readLong();
    List<Long> starts = longs(in);
    List<Long> ends = longs(in);
    for (int i = 0; i < starts.size(); i++) {
      head.reported.put(starts.get(i), ends.get(i));
    }
    head.closedTo = in.readLong();
    head.walkedTo = in.readLong();
    head.closesAt = in.readLong();
    head.touched = in.readBoolean() ? Touched.readWide(in) : null;
  }

  private static List<Long> longs(DataInput in) throws IOException {
    int size = in.readInt();
    List<Long> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(in.readLong());
    }
    return list;
  }

  /** Writes what describes an asset; also used where it travels. */
  public static void settings(AssetSettings s, DataOutput out) throws IOException {
    out.writeUTF(s.asset());
    out.writeUTF(s.zone());
    out.writeUTF(s.calendar());
    out.writeLong(s.bookedFrom());
    out.writeLong(s.minorStopBelow());
    out.writeLong(s.noDataAfter());
    out.writeLong(s.minRun());
    out.writeDouble(s.piecesPerCycle());
    out.writeDouble(s.counter().max());
    out.writeBoolean(s.counter().includesZero());
    out.writeDouble(s.counter().jitter());
    out.writeDouble(s.counter().maxPerSecond());
    out.writeInt(s.stateMap().size());
    for (Map.Entry<String, MachineState> word : s.stateMap().entrySet()) {
      out.writeUTF(word.getKey());
      out.writeUTF(word.getValue().name());
    }
  }

  /** Reads what {@link #settings(AssetSettings, DataOutput)} wrote. */
  public static AssetSettings settings(DataInput in) throws IOException {
    String asset = in.readUTF().intern();
    String zone = in.readUTF().intern();
    String calendar = in.readUTF().intern();
    long bookedFrom = in.readLong();
    long minorStopBelow = in.readLong();
    long noDataAfter = in.readLong();
    long minRun = in.readLong();
    double piecesPerCycle = in.readDouble();
    AssetSettings.CounterSettings counter =
        new AssetSettings.CounterSettings(
            in.readDouble(), in.readBoolean(), in.readDouble(), in.readDouble());
    Map<String, MachineState> stateMap = new HashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      String word = in.readUTF().intern();
      stateMap.put(word, MachineState.valueOf(in.readUTF()));
    }
    return new AssetSettings(
        asset,
        zone,
        calendar,
        bookedFrom,
        minorStopBelow,
        noDataAfter,
        minRun,
        piecesPerCycle,
        counter,
        stateMap);
  }
}
