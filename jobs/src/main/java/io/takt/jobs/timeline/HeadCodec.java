package io.takt.jobs.timeline;

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
  private static final byte VERSION = 2;

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
    longs(head.older, out);
    longs(head.emittedStops, out);
    out.writeBoolean(head.tail != null);
    if (head.tail != null) {
      BlockCodec.write(head.tail, out);
    }
    head.live.write(out);
    out.writeLong(head.firstSign);
    out.writeLong(head.bookedTo);
    head.dirty.write(out);
    head.dirtyStops.write(out);
    out.writeLong(head.provisionalFrom);
    out.writeLong(head.silentSince);
    out.writeLong(head.flippedStop);
    out.writeBoolean(head.urgent);
    out.writeLong(head.restoredAt);
    out.writeLong(head.prunedTo);
    out.writeLong(head.lastFactAt);
    out.writeLong(head.lastArrivedAt);
    out.writeLong(head.factCount);
    out.writeLong(head.duplicateCount);
    out.writeLong(head.asOf);
    longs(head.reported.keySet(), out);
    longs(head.reported.values(), out);
    out.writeLong(head.closedTo);
    out.writeLong(head.walkedTo);
    out.writeLong(head.closesAt);
    out.writeBoolean(head.touched != null);
    if (head.touched != null) {
      head.touched.write(out);
    }
  }

  public static Head read(DataInput in) throws IOException {
    byte version = in.readByte();
    if (version != VERSION && version != WITHOUT_REPORTS) {
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
    Head head =
        new Head(rates, orders, entries, longs(in), new TreeSet<>(longs(in)), new TreeMap<>());
    head.settings = settings;
    head.tail = in.readBoolean() ? BlockCodec.read(in) : null;
    head.live = Fold.read(in);
    head.firstSign = in.readLong();
    head.bookedTo = in.readLong();
    head.dirty = Ranges.read(in);
    head.dirtyStops = Ranges.read(in);
    head.provisionalFrom = in.readLong();
    head.silentSince = in.readLong();
    head.flippedStop = in.readLong();
    head.urgent = in.readBoolean();
    head.restoredAt = in.readLong();
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
    head.touched = in.readBoolean() ? Touched.read(in) : null;
  }

  private static void longs(Iterable<Long> values, DataOutput out) throws IOException {
    List<Long> list = new ArrayList<>();
    values.forEach(list::add);
    out.writeInt(list.size());
    for (Long value : list) {
      out.writeLong(value);
    }
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
