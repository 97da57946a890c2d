package io.takt.jobs.wire;

import io.takt.jobs.timeline.AssetSettings;
import io.takt.jobs.timeline.AssetSettings.CounterSettings;
import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.CalendarRules.Break;
import io.takt.jobs.timeline.CalendarRules.PlannedStop;
import io.takt.jobs.timeline.CalendarRules.Shift;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MachineState;
import io.takt.jobs.timeline.Versions;
import io.takt.jobs.timeline.Versions.Version;
import io.takt.jobs.timeline.WorkOrderInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows of tables. */
@SuppressWarnings("EnumOrdinal") // New values go to the end: the order is part of what is written.
public final class TableWire {

  private static final long NO_DAY = Long.MIN_VALUE;
  private static final MachineState[] STATES = MachineState.values();
  private static final LossCategory[] CATEGORIES = LossCategory.values();

  private TableWire() {}

  public static void write(AssetSettings settings, DataOutput out) throws IOException {
    Words.write(settings.asset(), out);
    Words.write(settings.zone(), out);
    Words.write(settings.calendar(), out);
    out.writeLong(settings.bookedFrom());
    out.writeLong(settings.minorStopBelow());
    out.writeLong(settings.noDataAfter());
    out.writeLong(settings.minRun());
    out.writeDouble(settings.piecesPerCycle());
    out.writeDouble(settings.counter().max());
    out.writeBoolean(settings.counter().includesZero());
    out.writeDouble(settings.counter().jitter());
    out.writeDouble(settings.counter().maxPerSecond());
    out.writeInt(settings.stateMap().size());
    for (Map.Entry<String, MachineState> entry : settings.stateMap().entrySet()) {
      Words.write(entry.getKey(), out);
      out.writeByte(entry.getValue().ordinal());
    }
  }

  public static AssetSettings readSettings(DataInput in) throws IOException {
    String asset = Words.read(in);
    String zone = Words.read(in);
    String calendar = Words.read(in);
    long bookedFrom = in.readLong();
    long minorStopBelow = in.readLong();
    long noDataAfter = in.readLong();
    long minRun = in.readLong();
    double piecesPerCycle = in.readDouble();
    CounterSettings counter =
        new CounterSettings(in.readDouble(), in.readBoolean(), in.readDouble(), in.readDouble());
    int words = in.readInt();
    Map<String, MachineState> stateMap = new HashMap<>();
    for (int i = 0; i < words; i++) {
      stateMap.put(Words.read(in), STATES[in.readByte()]);
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

  public static void write(WorkOrderInfo order, DataOutput out) throws IOException {
    Words.write(order.order(), out);
    Words.write(order.product(), out);
    out.writeBoolean(order.excluded());
  }

  public static WorkOrderInfo readOrder(DataInput in) throws IOException {
    return new WorkOrderInfo(Words.read(in), Words.read(in), in.readBoolean());
  }

  public static void writeRates(Versions<Double> rates, DataOutput out) throws IOException {
    out.writeInt(rates.list().size());
    for (Version<Double> version : rates.list()) {
      out.writeLong(version.from());
      out.writeDouble(version.value());
    }
  }

  public static Versions<Double> readRates(DataInput in) throws IOException {
    int size = in.readInt();
    List<Version<Double>> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(new Version<>(in.readLong(), in.readDouble()));
    }
    return new Versions<>(list);
  }

  public static void writeReason(Versions<LossCategory> reason, DataOutput out) throws IOException {
    out.writeInt(reason.list().size());
    for (Version<LossCategory> version : reason.list()) {
      out.writeLong(version.from());
      out.writeByte(version.value().ordinal());
    }
  }

  public static Versions<LossCategory> readReason(DataInput in) throws IOException {
    int size = in.readInt();
    List<Version<LossCategory>> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(new Version<>(in.readLong(), CATEGORIES[in.readByte()]));
    }
    return new Versions<>(list);
  }

  public static void write(CalendarRules rules, DataOutput out) throws IOException {
    Words.write(rules.calendar(), out);
    Words.write(rules.zone().getId(), out);
    out.writeInt(rules.shifts().size());
    for (Shift shift : rules.shifts()) {
      write(shift, out);
    }
    out.writeInt(rules.closedOn().size());
    for (LocalDate day : rules.closedOn()) {
      write(day, out);
    }
    out.writeInt(rules.plannedStops().size());
    for (PlannedStop stop : rules.plannedStops()) {
      Words.write(stop.name(), out);
      out.writeLong(stop.start());
      out.writeLong(stop.end());
      out.writeInt(stop.assets().size());
      for (String asset : stop.assets()) {
        Words.write(asset, out);
      }
    }
  }

  private static void write(Shift shift, DataOutput out) throws IOException {
    Words.write(shift.name(), out);
    int days = 0;
    for (DayOfWeek day : shift.days()) {
      days |= 1 << day.ordinal();
    }
    out.writeByte(days);
    out.writeInt(shift.start().toSecondOfDay());
    out.writeInt(shift.end().toSecondOfDay());
    out.writeByte(shift.businessDateOffset());
    out.writeInt(shift.breaks().size());
    for (Break pause : shift.breaks()) {
      Words.write(pause.name(), out);
      out.writeInt(pause.start().toSecondOfDay());
      out.writeInt(pause.end().toSecondOfDay());
    }
    write(shift.validFrom(), out);
    write(shift.validTo(), out);
  }

  public static CalendarRules readCalendar(DataInput in) throws IOException {
    String calendar = Words.read(in);
    ZoneId zone = ZoneId.of(Words.read(in));
    int shiftCount = in.readInt();
    List<Shift> shifts = new ArrayList<>(shiftCount);
    for (int i = 0; i < shiftCount; i++) {
      shifts.add(readShift(in));
    }
    int closed = in.readInt();
    Set<LocalDate> closedOn = new HashSet<>();
    for (int i = 0; i < closed; i++) {
      closedOn.add(readDay(in));
    }
    int stops = in.readInt();
    List<PlannedStop> plannedStops = new ArrayList<>(stops);
    for (int i = 0; i < stops; i++) {
      String name = Words.read(in);
      long start = in.readLong();
      long end = in.readLong();
      int assetCount = in.readInt();
      Set<String> assets = new HashSet<>();
      for (int j = 0; j < assetCount; j++) {
        assets.add(Words.read(in));
      }
      plannedStops.add(new PlannedStop(name, start, end, assets));
    }
    return new CalendarRules(calendar, zone, shifts, closedOn, plannedStops);
  }

  private static Shift readShift(DataInput in) throws IOException {
    String name = Words.read(in);
    int dayBits = in.readByte();
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if ((dayBits & 1 << day.ordinal()) != 0) {
        days.add(day);
      }
    }
    LocalTime start = LocalTime.ofSecondOfDay(in.readInt());
    LocalTime end = LocalTime.ofSecondOfDay(in.readInt());
    int offset = in.readByte();
    int breakCount = in.readInt();
    List<Break> breaks = new ArrayList<>(breakCount);
    for (int i = 0; i < breakCount; i++) {
      breaks.add(
          new Break(
              Words.read(in),
              LocalTime.ofSecondOfDay(in.readInt()),
              LocalTime.ofSecondOfDay(in.readInt())));
    }
    return new Shift(name, days, start, end, offset, breaks, readDay(in), readDay(in));
  }

  private static void write(LocalDate day, DataOutput out) throws IOException {
    out.writeLong(day == null ? NO_DAY : day.toEpochDay());
  }

  private static LocalDate readDay(DataInput in) throws IOException {
    long day = in.readLong();
    return day == NO_DAY ? null : LocalDate.ofEpochDay(day);
  }
}
