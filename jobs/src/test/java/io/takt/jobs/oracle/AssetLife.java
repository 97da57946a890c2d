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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes up lives of assets: some hours to a day, with whatever a plant does to data. Instants like
 * to meet: they repeat, they lie on minutes, a threshold apart, or a millisecond beside another.
 */
final class AssetLife {

  private static final double ABSENT = Double.NaN;
  private static final List<String> ORDERS = List.of("A", "B", "C", "trial");
  private static final List<String> PRODUCTS = List.of("p", "q", "r");
  private static final List<String> REASONS =
      List.of("jam", "meeting", "changeover", "no orders", "moved", "never heard of");

  private final Random random;
  private final long start;
  private final long length;
  private final List<Long> instants = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private final List<String> entryIds = new ArrayList<>();
  private final AssetSettings settings;
  private final ZoneId zone;
  private final LocalDate date;
  private long sequence;

  private AssetLife(Random random) {
    this.random = random;
    zone =
        ZoneId.of(
            pick(
                "UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe"));
    date =
        LocalDate.parse(
            pick(
                "2026-05-05",
                "2026-03-28",
                "2026-10-24",
                "2026-03-07",
                "2026-10-31",
                "2026-04-04",
                "2026-10-03"));
    start =
        date.atTime(random.nextInt(24), pick(0, 0, 30, 47)).atZone(zone).toInstant().toEpochMilli();
    length = pick(10, 30, 60, 3 * 60, 8 * 60, 20 * 60) * 60_000L;
    settings = settings();
  }

  static Scenario of(Random random) {
    return new AssetLife(random).live();
  }

  /**
   * Shared with what varies a life: the same asset under other settings that book the same time.
   */
  static AssetSettings otherSettings(Random random, AssetSettings settings) {
    AssetSettings other = new AssetLife(random).settings;
    return new AssetSettings(
        settings.asset(),
        settings.zone(),
        settings.calendar(),
        settings.bookedFrom(),
        other.minorStopBelow(),
        other.noDataAfter(),
        other.minRun(),
        other.piecesPerCycle(),
        other.counter(),
        other.stateMap());
  }

  static CalendarRules otherCalendar(Random random) {
    return new AssetLife(random).calendar();
  }

  private Scenario live() {
    int size = pick(4, 8, 15, 30, 60, 120);
    boolean counts = random.nextInt(4) > 0;
    boolean cumulative = random.nextBoolean();
    boolean orders = random.nextInt(3) > 0;
    boolean people = random.nextInt(3) > 0;
    states(1 + random.nextInt(size));
    if (counts) {
      if (cumulative) {
        counter(random.nextInt(size) + 2);
      }
      if (!cumulative || random.nextInt(5) == 0) {
        deltas(random.nextInt(size) + 1);
      }
    }
    if (random.nextInt(3) == 0) {
      alarms(random.nextInt(5));
    }
    if (orders) {
      orderEntries(random.nextInt(Math.min(size, 12)) + 1);
    }
    if (people) {
      stopEntries(random.nextInt(Math.min(size, 12)) + 1);
      corrections(random.nextInt(4));
      withdrawals(random.nextInt(4));
    }
    conflicts(random.nextInt(3));
    long last = facts.stream().mapToLong(Fact::at).max().orElseThrow();
    long now = last + pick(0L, 0L, 1L, 59_999L, 60_000L, 300_000L, 900_001L, 7_200_000L);
    if (random.nextInt(4) > 0) {
      now = Math.floorDiv(now + 59_999, 60_000L) * 60_000;
    }
    return new Scenario(
        List.copyOf(facts), settings, calendar(), reasons(), rates(), orderTable(), now);
  }

  // Instants

  private long instant() {
    long at;
    if (!instants.isEmpty() && random.nextInt(4) == 0) {
      at = instants.get(random.nextInt(instants.size()));
      at +=
          pick(
              0L,
              0L,
              0L,
              1L,
              -1L,
              60_000L,
              settings.minorStopBelow(),
              settings.minRun(),
              settings.noDataAfter() == Long.MAX_VALUE ? 1000L : settings.noDataAfter(),
              settings.noDataAfter() == Long.MAX_VALUE ? 1000L : settings.noDataAfter() + 1);
      at = Math.max(start, Math.min(start + length, at));
    } else {
      long grain = pick(1L, 1_000L, 10_000L, 60_000L, 60_000L, 300_000L);
      at = start + (long) (random.nextDouble() * length) / grain * grain;
    }
    instants.add(at);
    return at;
  }

  // What machines say

  private void states(int count) {
    boolean shortStops = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      long at = instant();
      addState(at);
      if (shortStops && random.nextInt(3) == 0) {
        long back = at + pick(1_000L, 5_000L, 30_000L, 59_999L, 60_000L, 300_000L);
        if (back <= start + length) {
          instants.add(back);
          addState(back);
        }
      }
    }
  }

  private void addState(long at) {
    String word =
        switch (random.nextInt(16)) {
          case 0 -> "idle";
          case 1 -> "STARVED";
          case 2, 3, 4 -> "STOPPED";
          case 5, 6 -> "FAULTED";
          case 7 -> "SETUP";
          case 8 -> "UNKNOWN";
          case 9 -> "gibberish";
          case 10 -> "runs";
          default -> "PRODUCING";
        };
    facts.add(new Fact.OfState(at, arrival(at), word, source(), sequenceNumber()));
  }

  private void deltas(int count) {
    boolean withOrder = random.nextInt(4) == 0;
    for (int i = 0; i < count; i++) {
      long at = instant();
      double total = random.nextInt(6);
      double scrap = random.nextInt(3) == 0 ? random.nextInt(3) : ABSENT;
      double rework = random.nextInt(5) == 0 ? 1 : ABSENT;
      boolean byGood = random.nextInt(5) == 0;
      facts.add(
          new Fact.OfCount(
              at,
              arrival(at),
              false,
              random.nextInt(6) == 0,
              byGood ? ABSENT : total,
              byGood || random.nextInt(8) == 0 ? total : ABSENT,
              scrap,
              rework,
              ABSENT,
              withOrder && random.nextBoolean() ? pick("A", "B", "nobody's") : null,
              source(),
              sequenceNumber()));
    }
  }

  /** Readings of a counter that rises, and everything that happens to counters. */
  private void counter(int count) {
    List<Long> at = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      at.add(instant());
    }
    at.sort(null);
    boolean scrapToo = random.nextBoolean();
    boolean goodInstead = random.nextInt(4) == 0;
    boolean sometimesAbsent = random.nextInt(5) == 0;
    boolean cycles = random.nextInt(5) == 0;
    double max = settings.counter().max();
    double reading = random.nextInt(100);
    double scrap = random.nextInt(5);
    for (long instant : at) {
      reading += random.nextInt(5);
      scrap += random.nextInt(6) == 0 ? 1 : 0;
      double shown = reading;
      switch (random.nextInt(14)) {
        case 0 -> reading = random.nextInt(4);
        case 1 -> shown = Math.max(0, reading - 1 - random.nextInt(3));
        case 2 -> shown = reading + pick(50, 500, 100_000);
        case 3 -> reading += pick(30, 80);
        default -> shown = reading;
      }
      if (!Double.isNaN(max) && reading > max) {
        reading -= max + 1;
        shown = reading;
      }
      facts.add(
          new Fact.OfCount(
              instant,
              arrival(instant),
              true,
              cycles,
              goodInstead || (sometimesAbsent && random.nextInt(4) == 0) ? ABSENT : shown,
              goodInstead ? shown : ABSENT,
              scrapToo && !(sometimesAbsent && random.nextInt(3) == 0) ? scrap : ABSENT,
              ABSENT,
              random.nextInt(20) == 0 ? 200 : ABSENT,
              null,
              source(),
              sequenceNumber()));
    }
  }

  private void alarms(int count) {
    for (int i = 0; i < count; i++) {
      long at = instant();
      facts.add(
          new Fact.OfAlarm(
              at,
              arrival(at),
              pick("E1", "E2", "E3"),
              random.nextInt(4) > 0,
              pick(
                  AlarmSeverity.INFO,
                  AlarmSeverity.WARNING,
                  AlarmSeverity.FAULT,
                  AlarmSeverity.CRITICAL),
              source(),
              sequence++));
    }
  }

  // What people say

  private void orderEntries(int count) {
    for (int i = 0; i < count; i++) {
      long said = instant();
      long from = random.nextBoolean() ? said : instant();
      OperatorEntry entry =
          switch (random.nextInt(10)) {
            case 0 -> OperatorEntry.ORDER_PAUSED;
            case 1, 2 -> OperatorEntry.ORDER_FINISHED;
            case 3, 4 -> OperatorEntry.ORDER_ASSIGNED;
            default -> OperatorEntry.ORDER_STARTED;
          };
      String order = random.nextInt(6) == 0 ? null : ORDERS.get(random.nextInt(ORDERS.size()));
      if (random.nextInt(10) == 0) {
        order = "nobody's";
      }
      String product =
          random.nextInt(3) == 0 ? PRODUCTS.get(random.nextInt(PRODUCTS.size())) : null;
      long to = entry == OperatorEntry.ORDER_ASSIGNED ? spanEnd(from) : Fact.NONE;
      add(said, entry, from, to, null, order, product, random.nextInt(3) == 0, ABSENT, List.of());
    }
  }

  private void stopEntries(int count) {
    for (int i = 0; i < count; i++) {
      long said = instant();
      if (random.nextInt(3) == 0) {
        List<Long> cuts = new ArrayList<>();
        for (int cut = random.nextInt(3); cut >= 0; cut--) {
          cuts.add(instant());
        }
        add(said, OperatorEntry.STOP_SPLIT, said, Fact.NONE, null, null, null, false, ABSENT, cuts);
      } else {
        long from = instant();
        String reason = REASONS.get(random.nextInt(REASONS.size()));
        add(
            said,
            OperatorEntry.REASON_GIVEN,
            from,
            spanEnd(from),
            reason,
            null,
            null,
            false,
            ABSENT,
            List.of());
      }
    }
  }

  private void corrections(int count) {
    for (int i = 0; i < count; i++) {
      long from = instant();
      add(
          instant(),
          random.nextBoolean() ? OperatorEntry.SCRAP_REPORTED : OperatorEntry.REWORK_REPORTED,
          from,
          spanEnd(from),
          null,
          random.nextInt(3) == 0 ? pick("A", "B", "nobody's") : null,
          null,
          false,
          1 + random.nextInt(8),
          List.of());
    }
  }

  private void withdrawals(int count) {
    for (int i = 0; i < count && !entryIds.isEmpty(); i++) {
      String refersTo = entryIds.get(random.nextInt(entryIds.size()));
      long at = instant();
      String id = "w" + i;
      entryIds.add(id);
      facts.add(
          new Fact.OfOperator(
              at,
              arrival(at),
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
              source(),
              sequenceNumber()));
    }
  }

  private long spanEnd(long from) {
    return switch (random.nextInt(3)) {
      case 0 -> Fact.NONE;
      case 1 -> from + pick(1L, 60_000L, 1_800_000L);
      default -> Math.max(from + 1, instant());
    };
  }

  private void add(
      long at,
      OperatorEntry entry,
      long from,
      long to,
      String reason,
      String order,
      String product,
      boolean parallel,
      double quantity,
      List<Long> cuts) {
    String id = "e" + entryIds.size();
    entryIds.add(id);
    facts.add(
        new Fact.OfOperator(
            at,
            arrival(at),
            id,
            entry,
            from,
            to,
            reason,
            order,
            product,
            parallel,
            quantity,
            List.copyOf(cuts),
            null,
            "op",
            null,
            source(),
            sequenceNumber()));
  }

  /** The same identity again with other content, or the same content taken again. */
  private void conflicts(int count) {
    for (int i = 0; i < count; i++) {
      Fact fact = facts.get(random.nextInt(facts.size()));
      if (fact instanceof Fact.OfState f) {
        String word = random.nextBoolean() ? f.word() : pick("STOPPED", "PRODUCING");
        facts.add(new Fact.OfState(f.at(), f.arrivedAt() + 5_000, word, f.source(), f.sequence()));
      } else if (fact instanceof Fact.OfCount f) {
        facts.add(
            new Fact.OfCount(
                f.at(),
                f.arrivedAt() + 5_000,
                f.cumulative(),
                f.cycles(),
                f.total() + random.nextInt(2),
                f.good(),
                f.scrap(),
                f.rework(),
                f.counterMax(),
                f.order(),
                f.source(),
                f.sequence()));
      } else if (fact instanceof Fact.OfOperator f) {
        facts.add(
            new Fact.OfOperator(
                f.at(),
                f.arrivedAt(),
                f.id(),
                f.entry(),
                f.from(),
                f.to(),
                f.reason() == null ? null : REASONS.get(random.nextInt(REASONS.size())),
                f.order(),
                f.product(),
                random.nextBoolean(),
                f.quantity(),
                f.splitAt(),
                f.refersTo(),
                "op",
                null,
                f.source(),
                f.sequence()));
      }
    }
  }

  private long arrival(long at) {
    return at + random.nextInt(10_000);
  }

  private String source() {
    return random.nextInt(4) == 0 ? "b" : "a";
  }

  private long sequenceNumber() {
    return random.nextInt(6) == 0 ? random.nextInt(3) : sequence++;
  }

  // Tables

  private AssetSettings settings() {
    long bookedFrom =
        switch (random.nextInt(4)) {
          case 0 -> start - 1_800_000L;
          case 1 -> start + (long) (random.nextDouble() * length);
          default -> Fact.NONE;
        };
    return new AssetSettings(
        "press",
        zone.getId(),
        "calendar",
        bookedFrom,
        pick(0L, 60_000L, 300_000L, 600_000L),
        pick(Long.MAX_VALUE, 60_000L, 300_000L, 900_000L, 3_600_000L),
        pick(0L, 0L, 10_000L, 60_000L, 300_000L),
        pick(1, 2, 4),
        random.nextBoolean()
            ? AssetSettings.CounterSettings.PLAIN
            : new AssetSettings.CounterSettings(
                pick(ABSENT, 99.0, 1000.0),
                random.nextBoolean(),
                pick(0.0, 2.0),
                pick(ABSENT, 1.0, 0.25, 0.0)),
        random.nextBoolean() ? Map.of("runs", MachineState.PRODUCING) : Map.of());
  }

  private CalendarRules calendar() {
    PlantDay day = PlantDay.on(date.toString(), zone.getId());
    switch (random.nextInt(8)) {
      case 0 -> {
        return null;
      }
      case 1 -> day.shift("all day", "00:00", "00:00", "09:00-09:30", "23:30-00:00");
      case 2 -> day.shift("day", "06:30", "15:00", "09:00-09:15", "12:00-12:30");
      case 3 -> day.shift("early", "05:00", "12:00").shift("late", "14:00", "22:00", "18:00-18:30");
      case 4 ->
          day.shift(
              "night",
              EnumSet.allOf(DayOfWeek.class),
              "22:00",
              "06:00",
              pick(0, 1),
              "01:30-02:30",
              "02:45-03:15");
      case 5 -> day.shift("one hour", "10:00", "11:00", "10:00-10:10", "10:50-11:00");
      default ->
          day.shift("early", "06:00", "14:00", "09:00-09:15")
              .shift("late", "14:00", "22:00", "18:00-18:30")
              .shift("night", "22:00", "06:00", "02:00-02:30");
    }
    if (random.nextInt(5) == 0) {
      day.closedOn(date.plusDays(random.nextInt(3) - 1).toString());
    }
    CalendarRules rules = day.until("00:00").calendar();
    List<CalendarRules.PlannedStop> stops = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      long from = instant();
      stops.add(
          new CalendarRules.PlannedStop(
              "maintenance",
              from,
              from + pick(1L, 60_000L, 1_200_000L),
              Set.of(pick("press", "press", "other"))));
    }
    return new CalendarRules(
        rules.calendar(), rules.zone(), rules.shifts(), rules.closedOn(), stops);
  }

  private static <T> Versions<T> ever(T value) {
    return new Versions<>(List.of(new Versions.Version<>(Fact.NONE, value)));
  }

  private Map<String, Versions<LossCategory>> reasons() {
    Map<String, Versions<LossCategory>> reasons = new HashMap<>();
    reasons.put("jam", ever(LossCategory.UNPLANNED_STOP));
    reasons.put("meeting", ever(LossCategory.PLANNED_STOP));
    reasons.put("changeover", ever(LossCategory.SETUP));
    reasons.put("no orders", ever(LossCategory.NOT_SCHEDULED));
    reasons.put(
        "moved",
        new Versions<>(
            List.of(
                new Versions.Version<>(instant(), LossCategory.UNPLANNED_STOP),
                new Versions.Version<>(instant() + 1, LossCategory.PLANNED_STOP))));
    return reasons;
  }

  private Map<String, Versions<Double>> rates() {
    Map<String, Versions<Double>> rates = new HashMap<>();
    rates.put("p", ever(pick(2.0, 30.0)));
    if (random.nextBoolean()) {
      rates.put("q", new Versions<>(List.of(new Versions.Version<>(instant(), 7.5))));
    }
    if (random.nextBoolean()) {
      rates.put(
          "r",
          new Versions<>(
              List.of(
                  new Versions.Version<>(Fact.NONE, 4.0), new Versions.Version<>(instant(), 5.0))));
    }
    return rates;
  }

  private Map<String, WorkOrderInfo> orderTable() {
    Map<String, WorkOrderInfo> table = new HashMap<>();
    table.put("A", new WorkOrderInfo("A", "p", false));
    table.put("B", new WorkOrderInfo("B", "q", false));
    table.put("C", new WorkOrderInfo("C", null, false));
    table.put("trial", new WorkOrderInfo("trial", "p", true));
    return table;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
