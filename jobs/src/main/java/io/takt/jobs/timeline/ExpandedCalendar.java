package io.takt.jobs.timeline;

import io.takt.jobs.timeline.CalendarRules.Break;
import io.takt.jobs.timeline.CalendarRules.PlannedStop;
import io.takt.jobs.timeline.CalendarRules.Shift;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A calendar's rules, expanded to instants eight days at a time, when asked.
 *
 * <p>Local times become instants by {@link ZonedDateTime#of}: a time that the clock skips is moved
 * on by the gap, of one that comes twice the first counts. Where a gap pushes a shift's end past
 * the next one's start, the next one begins and the earlier ends.
 *
 * <p>Remembers what it expanded; for one thread.
 */
public final class ExpandedCalendar implements PlantCalendar {

  private static final long CHUNK = 8L * 24 * 60 * 60 * 1000;
  private static final int CHUNKS_KEPT = 256;
  private static final String ANY_ASSET = "";

  private final CalendarRules rules;
  private final ZoneId zone;

  /** Assets that have a planned stop of their own; all others share one expansion. */
  private final Set<String> named;

  private final Map<String, Map<Long, Chunk>> chunks = new HashMap<>();
  private int kept;
  private Chunk last;
  private String lastGroup;

  /**
   * @throws IllegalArgumentException in one sentence for people, when shifts overlap, a break lies
   *     outside its shift, or a value is out of its range
   */
  public ExpandedCalendar(CalendarRules rules) {
    CalendarCheck.check(rules);
    this.rules = rules;
    this.zone = rules.zone();
    this.named = new HashSet<>();
    for (PlannedStop stop : rules.plannedStops()) {
      named.addAll(stop.assets());
    }
  }

  /** What it was made of. */
  public CalendarRules rules() {
    return rules;
  }

  @Override
  public Segment at(long instant, String asset) {
    String group = named.isEmpty() || !named.contains(asset) ? ANY_ASSET : asset;
    Chunk chunk = last;
    if (chunk == null || !group.equals(lastGroup) || !chunk.covers(instant)) {
      chunk = chunk(instant, group);
      last = chunk;
      lastGroup = group;
    }
    return chunk.at(instant);
  }

  /**
   * The first instant in {@code [from, to)} at which the other calendar says something else, for
   * any asset; Long.MAX_VALUE: none.
   */
  public long firstDifference(ExpandedCalendar other, long from, long to) {
    Set<String> groups = new HashSet<>(named);
    groups.addAll(other.named);
    groups.add(ANY_ASSET);
    long first = Long.MAX_VALUE;
    for (String group : groups) {
      first = Math.min(first, firstDifference(other, group, from, Math.min(to, first)));
    }
    return first;
  }

  private long firstDifference(ExpandedCalendar other, String asset, long from, long to) {
    long instant = from;
    while (instant < to) {
      Segment mine = at(instant, asset);
      Segment theirs = other.at(instant, asset);
      if (!saysTheSame(mine, theirs)) {
        return instant;
      }
      instant = Math.min(mine.to(), theirs.to());
    }
    return Long.MAX_VALUE;
  }

  private Chunk chunk(long instant, String group) {
    long index = Math.floorDiv(instant, CHUNK);
    Map<Long, Chunk> known = chunks.get(group);
    if (known == null || !known.containsKey(index)) {
      if (kept >= CHUNKS_KEPT) {
        chunks.clear();
        kept = 0;
      }
      known = chunks.computeIfAbsent(group, g -> new HashMap<>());
      known.put(index, expand(index * CHUNK, group));
      kept++;
    }
    return known.get(index);
  }

  private Chunk expand(long from, String asset) {
    long to = from + CHUNK;
    // A shift may have begun two local days before and last as long after; more makes whole
    // segments.
    LocalDate firstDay = localDate(from).minusDays(3);
    LocalDate lastDay = localDate(to).plusDays(3);
    List<Instance> instances = instances(firstDay, lastDay);
    List<long[]> planned = planned(asset);
    long begin = midnight(firstDay.plusDays(1));
    long end = midnight(lastDay.minusDays(1));
    TreeSet<Long> cuts = new TreeSet<>();
    for (LocalDate day = firstDay; !day.isAfter(lastDay); day = day.plusDays(1)) {
      cuts.add(midnight(day));
    }
    for (Instance instance : instances) {
      cuts.add(instance.start);
      cuts.add(instance.end);
      for (long[] pause : instance.breaks) {
        cuts.add(pause[0]);
        cuts.add(pause[1]);
      }
    }
    for (long[] stop : planned) {
      cuts.add(stop[0]);
      cuts.add(stop[1]);
    }
    List<Segment> segments = new ArrayList<>();
    int next = 0;
    Long cut = begin;
    while (cut < end) {
      long piece = cut;
      cut = cuts.higher(piece);
      while (next < instances.size() && instances.get(next).end <= piece) {
        next++;
      }
      Instance instance = next < instances.size() ? instances.get(next) : null;
      if (instance != null && instance.start > piece) {
        instance = null;
      }
      append(segments, piece, cut, instance, covers(planned, piece));
    }
    return new Chunk(from, to, segments);
  }

  private void append(
      List<Segment> segments, long from, long to, Instance instance, boolean stopped) {
    Segment segment =
        instance == null
            ? new Segment(
                from, to, null, Fact.NONE, Math.toIntExact(localDate(from).toEpochDay()), stopped)
            : new Segment(
                from,
                to,
                instance.shift.name(),
                instance.start,
                instance.businessDay,
                stopped || covers(instance.breaks, from));
    Segment before = segments.isEmpty() ? null : segments.get(segments.size() - 1);
    if (before != null && saysTheSame(before, segment)) {
      segments.set(
          segments.size() - 1,
          new Segment(
              before.from(),
              to,
              before.shift(),
              before.shiftStart(),
              before.businessDay(),
              before.planned()));
    } else {
      segments.add(segment);
    }
  }

  private static boolean saysTheSame(Segment a, Segment b) {
    return a.shiftStart() == b.shiftStart()
        && a.businessDay() == b.businessDay()
        && a.planned() == b.planned()
        && (a.shift() == null ? b.shift() == null : a.shift().equals(b.shift()));
  }

  private List<Instance> instances(LocalDate firstDay, LocalDate lastDay) {
    List<Instance> all = new ArrayList<>();
    for (LocalDate day = firstDay; !day.isAfter(lastDay); day = day.plusDays(1)) {
      if (rules.closedOn().contains(day)) {
        continue;
      }
      for (Shift shift : rules.shifts()) {
        if (shift.days().contains(day.getDayOfWeek()) && CalendarCheck.holdsOn(shift, day)) {
          all.add(instance(shift, day));
        }
      }
    }
    all.sort(Comparator.comparingLong((Instance instance) -> instance.start));
    List<Instance> apart = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      Instance instance = all.get(i);
      if (i + 1 < all.size()) {
        instance.end = Math.min(instance.end, all.get(i + 1).start);
      }
      if (instance.start < instance.end) {
        apart.add(instance);
      }
    }
    return apart;
  }

  private Instance instance(Shift shift, LocalDate day) {
    LocalDateTime start = day.atTime(shift.start());
    LocalDateTime end = CalendarCheck.next(start, shift.end());
    Instance instance = new Instance(shift, instant(start), instant(end));
    instance.businessDay = Math.toIntExact(day.toEpochDay() + shift.businessDateOffset());
    for (Break pause : shift.breaks()) {
      LocalDateTime from = CalendarCheck.atOrAfter(start, pause.start());
      instance.breaks.add(
          new long[] {instant(from), instant(CalendarCheck.next(from, pause.end()))});
    }
    return instance;
  }

  private List<long[]> planned(String asset) {
    List<long[]> stops = new ArrayList<>();
    for (PlannedStop stop : rules.plannedStops()) {
      if (stop.assets().isEmpty() || stop.assets().contains(asset)) {
        stops.add(new long[] {stop.start(), stop.end()});
      }
    }
    return stops;
  }

  private static boolean covers(List<long[]> intervals, long instant) {
    for (long[] interval : intervals) {
      if (interval[0] <= instant && instant < interval[1]) {
        return true;
      }
    }
    return false;
  }

  private long instant(LocalDateTime local) {
    return ZonedDateTime.of(local, zone).toInstant().toEpochMilli();
  }

  private long midnight(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private LocalDate localDate(long instant) {
    return java.time.Instant.ofEpochMilli(instant).atZone(zone).toLocalDate();
  }

  /** One shift on one day. */
  private static final class Instance {
    private final Shift shift;
    private final long start;
    private long end;
    private int businessDay;
    private final List<long[]> breaks = new ArrayList<>();

    Instance(Shift shift, long start, long end) {
      this.shift = shift;
      this.start = start;
      this.end = end;
    }
  }

  /** Eight days, in segments without gap. */
  private static final class Chunk {
    private final long from;
    private final long to;
    private final long[] starts;
    private final Segment[] segments;
    private int lastFound;

    Chunk(long from, long to, List<Segment> all) {
      this.from = from;
      this.to = to;
      this.segments = all.toArray(new Segment[0]);
      this.starts = new long[segments.length];
      for (int i = 0; i < segments.length; i++) {
        starts[i] = segments[i].from();
      }
    }

    boolean covers(long instant) {
      return from <= instant && instant < to;
    }

    Segment at(long instant) {
      Segment found = segments[lastFound];
      if (found.from() <= instant && instant < found.to()) {
        return found;
      }
      int index = java.util.Arrays.binarySearch(starts, instant);
      lastFound = index >= 0 ? index : -index - 2;
      return segments[lastFound];
    }
  }
}
