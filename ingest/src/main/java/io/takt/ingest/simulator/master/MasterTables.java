package io.takt.ingest.simulator.master;

import io.takt.avro.AlarmReason;
import io.takt.avro.Asset;
import io.takt.avro.BreakRule;
import io.takt.avro.CounterSettings;
import io.takt.avro.PlannedStop;
import io.takt.avro.ProductRate;
import io.takt.avro.RateVersion;
import io.takt.avro.Reason;
import io.takt.avro.ReasonVersion;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.ShiftRule;
import io.takt.avro.Signal;
import io.takt.avro.Weekday;
import io.takt.avro.WorkOrder;
import io.takt.ingest.simulator.PlantTopics;
import io.takt.ingest.simulator.calendar.BreakPattern;
import io.takt.ingest.simulator.calendar.PlannedOnce;
import io.takt.ingest.simulator.calendar.PlantCalendar;
import io.takt.ingest.simulator.calendar.ShiftPattern;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the plant is, as rows of the table topics. */
public final class MasterTables {
  private static final Map<String, String> ALARM_REASONS =
      Map.of("F-JAM", "JAM", "F-PRESSURE-LOW", "HYDR", "F-DRIVE-TRIP", "MECH");

  private final long start;
  private final List<TableRow> rows = new ArrayList<>();

  private MasterTables(long start) {
    this.start = start;
  }

  /** All rows; tables that others refer to come first. */
  public static List<TableRow> rows(long start, List<LineSpec> lines, List<WorkOrder> orders) {
    MasterTables tables = new MasterTables(start);
    tables.calendars(lines);
    tables.reasons();
    tables.alarmMap(lines);
    for (LineSpec line : lines) {
      for (MachineSpec machine : line.machines()) {
        tables.add(PlantTopics.ASSETS, machine.assetId(), tables.asset(line, machine));
        tables.rates(machine);
        tables.signals(machine);
      }
    }
    for (WorkOrder order : orders) {
      tables.add(PlantTopics.WORK_ORDERS, order.getWorkOrder(), order);
    }
    return List.copyOf(tables.rows);
  }

  private void add(String topic, String key, org.apache.avro.specific.SpecificRecord row) {
    rows.add(new TableRow(topic, key, row));
  }

  private Asset asset(LineSpec line, MachineSpec machine) {
    Counting counting = machine.counting();
    Asset asset = new Asset();
    asset.setAssetId(machine.assetId());
    asset.setName(machine.name());
    asset.setEnterprise("Takt Works");
    asset.setSite(line.site());
    asset.setArea(line.area());
    asset.setLine(line.name());
    asset.setLinePosition(machine.position());
    asset.setLineExit(machine.lineExit());
    asset.setAssetClass(machine.machineClass());
    asset.setZone(line.calendar().zone().getId());
    asset.setCalendar(line.calendar().name());
    asset.setBookedFrom(machine.bookedFromStart() ? Instant.ofEpochMilli(start) : null);
    asset.setMinorStopBelowMs(machine.minorStopBelowMs());
    asset.setNoDataAfterMs(machine.noDataAfterMs() == 0 ? null : machine.noDataAfterMs());
    asset.setMinRunMs(machine.minRunMs());
    asset.setPiecesPerCycle(counting.piecesPerCycle());
    CounterSettings counter = new CounterSettings();
    counter.setMax(counting.max() > 0 && !counting.maxInFact() ? (double) counting.max() : null);
    counter.setIncludesZero(counting.includesZero());
    counter.setJitter(counting.jitter());
    counter.setMaxPerSecond(counting.maxPerSecond() > 0 ? counting.maxPerSecond() : null);
    asset.setCounter(counter);
    asset.setStateMap(machine.dialect().stateMap());
    return asset;
  }

  private void rates(MachineSpec machine) {
    for (Product product : Product.ALL) {
      List<RateVersion> versions = new ArrayList<>();
      versions.add(new RateVersion(null, Rates.initial(machine, product)));
      if (Rates.tightened(machine)) {
        versions.add(
            new RateVersion(
                Instant.ofEpochMilli(Rates.tightenedFrom(start)), Rates.later(machine, product)));
      }
      add(
          PlantTopics.PRODUCT_RATES,
          machine.assetId() + "|" + product.id(),
          new ProductRate(machine.assetId(), product.id(), versions));
    }
  }

  private void signals(MachineSpec machine) {
    signal(machine, "temperature", "Cel", null, 95.0);
    signal(machine, "vibration", "mm/s", null, 7.1);
    signal(machine, "power", "kW", 0.0, 20.0);
  }

  private void signal(MachineSpec machine, String name, String unit, Double lower, Double upper) {
    add(
        PlantTopics.SIGNALS,
        machine.assetId() + "|" + name,
        new Signal(machine.assetId(), name, unit, lower, upper));
  }

  private void reasons() {
    for (StopReason reason : StopReason.ALL) {
      List<ReasonVersion> versions = new ArrayList<>();
      versions.add(new ReasonVersion(null, reason.category()));
      if (reason.changesAfterMs() > 0) {
        versions.add(
            new ReasonVersion(
                Instant.ofEpochMilli(start + reason.changesAfterMs()), reason.then()));
      }
      add(
          PlantTopics.REASONS,
          reason.code(),
          new Reason(
              reason.code(),
              reason.parent(),
              Map.of("de", reason.german(), "en", reason.english()),
              versions,
              true));
    }
  }

  private void alarmMap(List<LineSpec> lines) {
    Set<String> classes = new LinkedHashSet<>();
    lines.forEach(line -> line.machines().forEach(machine -> classes.add(machine.machineClass())));
    for (String machineClass : classes) {
      ALARM_REASONS.keySet().stream()
          .sorted()
          .forEach(
              code ->
                  add(
                      PlantTopics.ALARM_MAP,
                      machineClass + "|" + code,
                      new AlarmReason(machineClass, code, ALARM_REASONS.get(code))));
    }
  }

  private void calendars(List<LineSpec> lines) {
    Set<PlantCalendar> calendars = new LinkedHashSet<>();
    lines.forEach(line -> calendars.add(line.calendar()));
    for (PlantCalendar calendar : calendars) {
      add(PlantTopics.SHIFT_CALENDARS, calendar.name(), calendar(calendar));
    }
  }

  private static ShiftCalendar calendar(PlantCalendar calendar) {
    List<ShiftRule> shifts = new ArrayList<>();
    for (ShiftPattern pattern : calendar.shifts()) {
      List<Weekday> days = new ArrayList<>();
      for (DayOfWeek day : DayOfWeek.values()) {
        if (pattern.days().contains(day)) {
          days.add(Weekday.valueOf(day.name()));
        }
      }
      List<BreakRule> breaks = new ArrayList<>();
      for (BreakPattern pause : pattern.breaks()) {
        breaks.add(new BreakRule(pause.name(), pause.start().toString(), pause.end().toString()));
      }
      shifts.add(
          new ShiftRule(
              pattern.name(),
              days,
              pattern.start().toString(),
              pattern.end().toString(),
              pattern.businessDateOffset(),
              breaks,
              null,
              null));
    }
    List<PlannedStop> planned = new ArrayList<>();
    for (PlannedOnce once : calendar.plannedStops()) {
      planned.add(
          new PlannedStop(
              once.name(),
              Instant.ofEpochMilli(once.span().start()),
              Instant.ofEpochMilli(once.span().end()),
              once.assets().stream().sorted().toList()));
    }
    return new ShiftCalendar(calendar.name(), calendar.zone().getId(), shifts, List.of(), planned);
  }
}
