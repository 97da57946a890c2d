package io.takt.ingest.simulator.master;

import io.takt.ingest.simulator.Dice;
import io.takt.ingest.simulator.PlantSettings;
import io.takt.ingest.simulator.calendar.BreakPattern;
import io.takt.ingest.simulator.calendar.PlannedOnce;
import io.takt.ingest.simulator.calendar.PlantCalendar;
import io.takt.ingest.simulator.calendar.ShiftPattern;
import io.takt.ingest.simulator.calendar.Span;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Lays the plant out: two sites, lines of four or five machines, three calendars. */
public final class Layout {
  private static final int MOST_PER_LINE = 5;
  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;
  private static final List<String> CLASSES = List.of("press", "robot", "oven", "packer");
  private static final List<Dialect> DIALECTS =
      List.of(Dialect.PACKML, Dialect.PLAIN, Dialect.CANONICAL, Dialect.PACKML);

  private Layout() {}

  /** The lines of a plant of these settings. */
  public static List<LineSpec> lines(PlantSettings settings) {
    int lineCount = (settings.assets() + MOST_PER_LINE - 1) / MOST_PER_LINE;
    List<PlantCalendar> calendars = calendars(settings);
    List<LineSpec> lines = new ArrayList<>();
    int number = 0;
    for (int line = 0; line < lineCount; line++) {
      int size = settings.assets() / lineCount + (line < settings.assets() % lineCount ? 1 : 0);
      List<MachineSpec> machines = new ArrayList<>();
      for (int position = 1; position <= size; position++) {
        machines.add(machine(settings, line, position, size, number++));
      }
      boolean south = line % 3 == 2;
      lines.add(
          new LineSpec(
              line,
              lineName(line),
              south ? "South" : "Nord",
              south ? "Assembly" : "Halle 1",
              calendars.get(line % 3),
              machines));
    }
    return lines;
  }

  /** The calendars, by line number modulo three. */
  public static List<PlantCalendar> calendars(PlantSettings settings) {
    long start = settings.start().toEpochMilli();
    ZoneId north = ZoneId.of("Europe/Berlin");
    ZoneId south = ZoneId.of("Australia/Adelaide");
    Set<DayOfWeek> all = EnumSet.allOf(DayOfWeek.class);
    Set<DayOfWeek> week = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    Set<DayOfWeek> nights = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.THURSDAY);
    nights.add(DayOfWeek.SUNDAY);
    return List.of(
        new PlantCalendar(
            "nord-round-the-clock",
            north,
            List.of(
                shift("Früh", all, "06:00", "14:00", 0, "08:30", "08:45", "11:30", "12:00"),
                shift("Spät", all, "14:00", "22:00", 0, "16:00", "16:15", "18:30", "19:00"),
                shift("Nacht", all, "22:00", "06:00", 1, "02:00", "02:30", "04:15", "04:30")),
            List.of(
                new PlannedOnce(
                    "Jahreswartung",
                    new Span(start + 5 * HOUR, start + 5 * HOUR + 40 * MINUTE),
                    Set.of(assetId(0, 2))))),
        new PlantCalendar(
            "nord-working-week",
            north,
            List.of(
                shift("Früh", week, "05:45", "13:45", 0, "08:00", "08:15", "10:45", "11:15"),
                shift("Spät", week, "14:15", "22:00", 0, "16:30", "16:45", "19:00", "19:30"),
                shift("Nacht", nights, "22:00", "05:45", 1, "00:00", "00:15", "02:00", "02:30")),
            List.of(
                new PlannedOnce(
                    "Betriebsversammlung",
                    new Span(start + 6 * HOUR, start + 6 * HOUR + 20 * MINUTE),
                    Set.of()))),
        new PlantCalendar(
            "south-round-the-clock",
            south,
            List.of(
                shift("Day", all, "07:00", "15:00", 0, "09:30", "09:45", "12:00", "12:30"),
                shift("Swing", all, "15:00", "23:00", 0, "17:00", "17:15", "19:30", "20:00"),
                shift("Night", all, "23:00", "07:00", 0, "02:00", "02:30", "05:00", "05:15")),
            List.of()));
  }

  private static ShiftPattern shift(
      String name, Set<DayOfWeek> days, String start, String end, int offset, String... breaks) {
    return new ShiftPattern(
        name,
        days,
        LocalTime.parse(start),
        LocalTime.parse(end),
        offset,
        List.of(
            new BreakPattern("short", LocalTime.parse(breaks[0]), LocalTime.parse(breaks[1])),
            new BreakPattern("meal", LocalTime.parse(breaks[2]), LocalTime.parse(breaks[3]))));
  }

  private static MachineSpec machine(
      PlantSettings settings, int line, int position, int size, int number) {
    Dice dice = Dice.of(settings.seed(), "machine-" + number);
    int kind = (position - 1) % CLASSES.size();
    double pace = dice.between(1.01, 1.10);
    // One machine in twelve beats its plan, which was set too easy.
    double rateFactor = number % 12 == 10 ? pace * 1.06 : 1;
    return new MachineSpec(
        number,
        assetId(line, position),
        CLASSES.get(kind) + " " + lineName(line) + "/" + position,
        CLASSES.get(kind),
        DIALECTS.get(kind),
        position,
        position == size,
        pace,
        rateFactor,
        number % 12 == 8 ? 3 * MINUTE : 5 * MINUTE,
        noDataAfter(number),
        number % 4 == 1 ? 5_000 : 0,
        settings.sampleAlways() ? 0 : connectsAfter(number),
        number % 12 != 4,
        Counting.of(number));
  }

  private static long noDataAfter(int number) {
    if (number % 12 == 9) {
      return 0;
    }
    return (number % 2 == 0 ? 5 : 15) * MINUTE;
  }

  /* Two machines are wired up late: one whose every second is booked all the same, one that is not. */
  private static long connectsAfter(int number) {
    return switch (number % 12) {
      case 4 -> 21_300;
      case 7 -> 7 * MINUTE + 12_345;
      default -> 0;
    };
  }

  private static String lineName(int line) {
    return (line % 3 == 2 ? "S" : "N") + (line + 1);
  }

  private static String assetId(int line, int position) {
    return lineName(line) + "-M" + position;
  }
}
