package io.takt.jobs.oracle;

import io.takt.jobs.timeline.AlarmSeverity;
import io.takt.jobs.timeline.AssetSettings;
import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MachineState;
import io.takt.jobs.timeline.OperatorEntry;
import io.takt.jobs.timeline.Versions;
import io.takt.jobs.timeline.WorkOrderInfo;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A day in a plant, told in the order in which it is heard of. Times are local to the zone: {@code
 * "10:00"} or {@code "10:00:30"} on the day itself, {@code "+1 02:00"} on the next day, {@code "-1
 * 22:00"} on the one before.
 */
final class PlantDay {

  private static final double ABSENT = Double.NaN;

  private final LocalDate date;
  private final ZoneId zone;
  private final List<Fact> facts = new ArrayList<>();
  private final List<CalendarRules.Shift> shifts = new ArrayList<>();
  private final List<CalendarRules.PlannedStop> plannedStops = new ArrayList<>();
  private final Set<LocalDate> closed = new HashSet<>();
  private final Map<String, Versions<LossCategory>> reasons = new HashMap<>();
  private final Map<String, Versions<Double>> rates = new HashMap<>();
  private final Map<String, WorkOrderInfo> orders = new HashMap<>();
  private final Map<String, MachineState> stateMap = new HashMap<>();
  private AssetSettings.CounterSettings counter = AssetSettings.CounterSettings.PLAIN;
  private long bookedFrom = Fact.NONE;
  private long minorStopBelow = 300_000;
  private long noDataAfter = Long.MAX_VALUE;
  private long minRun = 0;
  private double piecesPerCycle = 1;
  private String source = "plc";
  private long sequence = 0;
  private long arrivesLaterBy = 0;

  private PlantDay(LocalDate date, ZoneId zone) {
    this.date = date;
    this.zone = zone;
  }

  static PlantDay on(String date, String zone) {
    return new PlantDay(LocalDate.parse(date), ZoneId.of(zone));
  }

  /** Monday, 2 March 2026, UTC. */
  static PlantDay monday() {
    return on("2026-03-02", "UTC");
  }

  long at(String time) {
    LocalDate day = date;
    String clock = time;
    int space = time.indexOf(' ');
    if (space > 0) {
      day = date.plusDays(Integer.parseInt(time.substring(0, space)));
      clock = time.substring(space + 1);
    }
    return LocalDateTime.of(day, LocalTime.parse(clock)).atZone(zone).toInstant().toEpochMilli();
  }

  Scenario until(String now) {
    CalendarRules rules =
        shifts.isEmpty() && plannedStops.isEmpty()
            ? null
            : new CalendarRules(
                "calendar",
                zone,
                List.copyOf(shifts),
                Set.copyOf(closed),
                List.copyOf(plannedStops));
    AssetSettings settings =
        new AssetSettings(
            "press",
            zone.getId(),
            "calendar",
            bookedFrom,
            minorStopBelow,
            noDataAfter,
            minRun,
            piecesPerCycle,
            counter,
            stateMap);
    return new Scenario(
        List.copyOf(facts),
        settings,
        rules,
        Map.copyOf(reasons),
        Map.copyOf(rates),
        Map.copyOf(orders),
        at(now));
  }

  // The plant

  PlantDay bookedFrom(String time) {
    bookedFrom = at(time);
    return this;
  }

  PlantDay minorStopBelowSeconds(long seconds) {
    minorStopBelow = seconds * 1000;
    return this;
  }

  PlantDay noDataAfterSeconds(long seconds) {
    noDataAfter = seconds * 1000;
    return this;
  }

  PlantDay minRunSeconds(long seconds) {
    minRun = seconds * 1000;
    return this;
  }

  PlantDay piecesPerCycle(double pieces) {
    piecesPerCycle = pieces;
    return this;
  }

  PlantDay counter(double max, boolean includesZero, double jitter, double maxPerSecond) {
    counter = new AssetSettings.CounterSettings(max, includesZero, jitter, maxPerSecond);
    return this;
  }

  PlantDay word(String vendor, MachineState state) {
    stateMap.put(vendor, state);
    return this;
  }

  /** A shift on every day; breaks are "HH:mm-HH:mm". */
  PlantDay shift(String name, String start, String end, String... breaks) {
    return shift(name, EnumSet.allOf(DayOfWeek.class), start, end, 0, breaks);
  }

  PlantDay shift(
      String name,
      Set<DayOfWeek> days,
      String start,
      String end,
      int businessDateOffset,
      String... breaks) {
    List<CalendarRules.Break> rests = new ArrayList<>();
    for (String rest : breaks) {
      int dash = rest.indexOf('-');
      rests.add(
          new CalendarRules.Break(
              "rest",
              LocalTime.parse(rest.substring(0, dash)),
              LocalTime.parse(rest.substring(dash + 1))));
    }
    shifts.add(
        new CalendarRules.Shift(
            name,
            days,
            LocalTime.parse(start),
            LocalTime.parse(end),
            businessDateOffset,
            rests,
            null,
            null));
    return this;
  }

  PlantDay closedOn(String day) {
    closed.add(LocalDate.parse(day));
    return this;
  }

  PlantDay plannedStop(String from, String to, String... assets) {
    plannedStops.add(
        new CalendarRules.PlannedStop("maintenance", at(from), at(to), Set.of(assets)));
    return this;
  }

  PlantDay reason(String code, LossCategory category) {
    reasons.put(code, new Versions<>(List.of(new Versions.Version<>(Fact.NONE, category))));
    return this;
  }

  PlantDay reasonFrom(String code, String time, LossCategory category) {
    reasons.merge(
        code,
        new Versions<>(List.of(new Versions.Version<>(at(time), category))),
        PlantDay::together);
    return this;
  }

  PlantDay rate(String product, double secondsPerPiece) {
    rates.put(product, new Versions<>(List.of(new Versions.Version<>(Fact.NONE, secondsPerPiece))));
    return this;
  }

  PlantDay rateFrom(String product, String time, double secondsPerPiece) {
    rates.merge(
        product,
        new Versions<>(List.of(new Versions.Version<>(at(time), secondsPerPiece))),
        PlantDay::together);
    return this;
  }

  private static <T> Versions<T> together(Versions<T> a, Versions<T> b) {
    List<Versions.Version<T>> all = new ArrayList<>(a.list());
    all.addAll(b.list());
    return new Versions<>(all);
  }

  PlantDay order(String order, String product) {
    orders.put(order, new WorkOrderInfo(order, product, false));
    return this;
  }

  PlantDay trialOrder(String order, String product) {
    orders.put(order, new WorkOrderInfo(order, product, true));
    return this;
  }

  // What machines say

  /** From here on facts arrive this long after they happened. */
  PlantDay arrivingLaterBySeconds(long seconds) {
    arrivesLaterBy = seconds * 1000;
    return this;
  }

  /** From here on facts come from there, with this sequence number and rising. */
  PlantDay from(String other, long firstSequence) {
    source = other;
    sequence = firstSequence;
    return this;
  }

  PlantDay state(String time, MachineState state) {
    return says(time, state.name());
  }

  PlantDay says(String time, String word) {
    long at = at(time);
    return fact(new Fact.OfState(at, at + arrivesLaterBy, word, source, sequence++));
  }

  PlantDay made(String time, double total) {
    return made(time, total, 0);
  }

  PlantDay made(String time, double total, double scrap) {
    return count(time, false, false, total, ABSENT, scrap, ABSENT, null);
  }

  PlantDay madeFor(String order, String time, double total) {
    return count(time, false, false, total, ABSENT, ABSENT, ABSENT, order);
  }

  PlantDay cycles(String time, double cycles) {
    return count(time, false, true, cycles, ABSENT, ABSENT, ABSENT, null);
  }

  PlantDay reads(String time, double total) {
    return count(time, true, false, total, ABSENT, ABSENT, ABSENT, null);
  }

  PlantDay reads(String time, double total, double scrap) {
    return count(time, true, false, total, ABSENT, scrap, ABSENT, null);
  }

  PlantDay count(
      String time,
      boolean cumulative,
      boolean cycles,
      double total,
      double good,
      double scrap,
      double rework,
      String order) {
    long at = at(time);
    return fact(
        new Fact.OfCount(
            at,
            at + arrivesLaterBy,
            cumulative,
            cycles,
            total,
            good,
            scrap,
            rework,
            ABSENT,
            order,
            source,
            sequence++));
  }

  PlantDay alarm(String time, String code, AlarmSeverity severity) {
    long at = at(time);
    return fact(
        new Fact.OfAlarm(at, at + arrivesLaterBy, code, true, severity, source, sequence++));
  }

  /** Adds a fact as it is, for repeated deliveries. */
  PlantDay fact(Fact fact) {
    facts.add(fact);
    return this;
  }

  Fact lastFact() {
    return facts.get(facts.size() - 1);
  }

  // What people say; {@code id} names the entry

  PlantDay reasonGiven(String id, String said, String from, String to, String reason) {
    return entry(id, said, OperatorEntry.REASON_GIVEN, from, to, reason, null, null, false, ABSENT);
  }

  PlantDay split(String id, String said, String... cuts) {
    List<Long> instants = new ArrayList<>();
    for (String cut : cuts) {
      instants.add(at(cut));
    }
    long at = at(said);
    return fact(
        new Fact.OfOperator(
            at,
            at,
            id,
            OperatorEntry.STOP_SPLIT,
            at,
            Fact.NONE,
            null,
            null,
            null,
            false,
            ABSENT,
            List.copyOf(instants),
            null,
            "op",
            null,
            "tablet",
            sequence++));
  }

  PlantDay scrapReported(String id, String said, String from, String to, double quantity) {
    return entry(
        id, said, OperatorEntry.SCRAP_REPORTED, from, to, null, null, null, false, quantity);
  }

  PlantDay reworkReported(String id, String said, String from, String to, double quantity) {
    return entry(
        id, said, OperatorEntry.REWORK_REPORTED, from, to, null, null, null, false, quantity);
  }

  PlantDay scrapReportedFor(
      String order, String id, String said, String from, String to, double q) {
    return entry(id, said, OperatorEntry.SCRAP_REPORTED, from, to, null, order, null, false, q);
  }

  PlantDay orderStarted(String time, String order) {
    return orderEvent(time, OperatorEntry.ORDER_STARTED, order, null, false);
  }

  PlantDay orderStartedBeside(String time, String order) {
    return orderEvent(time, OperatorEntry.ORDER_STARTED, order, null, true);
  }

  PlantDay productStarted(String time, String product) {
    return orderEvent(time, OperatorEntry.ORDER_STARTED, null, product, false);
  }

  PlantDay orderPaused(String time, String order) {
    return orderEvent(time, OperatorEntry.ORDER_PAUSED, order, null, false);
  }

  PlantDay orderFinished(String time, String order) {
    return orderEvent(time, OperatorEntry.ORDER_FINISHED, order, null, false);
  }

  PlantDay orderAssigned(String id, String said, String from, String to, String order) {
    return entry(
        id, said, OperatorEntry.ORDER_ASSIGNED, from, to, null, order, null, false, ABSENT);
  }

  private PlantDay orderEvent(
      String time, OperatorEntry kind, String order, String product, boolean parallel) {
    String id = kind + "-" + time + "-" + order + "-" + product;
    return entry(id, time, kind, time, null, null, order, product, parallel, ABSENT);
  }

  PlantDay withdrawn(String id, String said, String refersTo) {
    long at = at(said);
    return fact(
        new Fact.OfOperator(
            at,
            at,
            id,
            OperatorEntry.WITHDRAWN,
            at,
            Fact.NONE,
            null,
            null,
            null,
            false,
            ABSENT,
            List.of(),
            refersTo,
            "op",
            null,
            "tablet",
            sequence++));
  }

  private PlantDay entry(
      String id,
      String said,
      OperatorEntry kind,
      String from,
      String to,
      String reason,
      String order,
      String product,
      boolean parallel,
      double quantity) {
    return fact(
        new Fact.OfOperator(
            at(said),
            at(said),
            id,
            kind,
            at(from),
            to == null ? Fact.NONE : at(to),
            reason,
            order,
            product,
            parallel,
            quantity,
            List.of(),
            null,
            "op",
            null,
            "tablet",
            sequence++));
  }
}
