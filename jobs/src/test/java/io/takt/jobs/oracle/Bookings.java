package io.takt.jobs.oracle;

import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MachineState;
import io.takt.jobs.timeline.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Books every instant from the first fact or the booking start to {@code now}, by precedence. */
final class Bookings {

  /** A stretch in which nothing that matters changes. */
  record Segment(long start, long end, Booking booking) {}

  private final Scenario scenario;
  private final PlainCalendar calendar;
  final Activity activity;
  final StopParts parts;
  final ActiveOrders orders;

  /** In order of time, without a gap, from {@code from} to {@code now} inclusive. */
  final List<Segment> segments = new ArrayList<>();

  Bookings(Scenario scenario, AcceptedFacts facts, long from) {
    this.scenario = scenario;
    calendar =
        new PlainCalendar(scenario.calendar(), scenario.settings().asset(), from, scenario.now());
    activity = new Activity(facts, scenario.settings(), scenario.now());
    parts = new StopParts(facts);
    orders = new ActiveOrders(facts, scenario.orders());

    TreeSet<Long> boundaries = new TreeSet<>();
    calendar.addBoundaries(boundaries);
    activity.addBoundaries(boundaries);
    parts.addBoundaries(boundaries);
    orders.addBoundaries(boundaries);
    for (Versions<LossCategory> reason : scenario.reasons().values()) {
      reason.list().forEach(version -> boundaries.add(version.from()));
    }
    long end = scenario.now() + 1;
    boundaries.removeIf(point -> point <= from || point >= end);
    boundaries.add(from);
    boundaries.add(end);
    List<Long> points = List.copyOf(boundaries);
    for (int i = 0; i + 1 < points.size(); i++) {
      segments.add(new Segment(points.get(i), points.get(i + 1), at(points.get(i))));
    }
  }

  /** How long and in which class a stop is; a break inside does not shorten it. */
  LossCategory classOf(Activity.Stop stop) {
    boolean minor = stop.length() < scenario.settings().minorStopBelow();
    if (stop.open()) {
      return minor ? LossCategory.PENDING_STOP : LossCategory.UNPLANNED_STOP;
    }
    return minor ? LossCategory.MINOR_STOP : LossCategory.UNPLANNED_STOP;
  }

  private Booking at(long instant) {
    PlainCalendar.Word word = calendar.at(instant);
    List<ActiveOrders.Row> rows = orders.at(instant);
    MachineState state = activity.stateAt(instant);
    Activity.Stop stop = activity.stopAt(instant);
    String reason = stop == null ? null : reasonAt(stop, instant);
    boolean up = stop == null && state.run() == MachineState.Run.UP;
    boolean noProductionPlanned = word.shift() == null || word.planned();
    boolean excluded = rows.stream().anyMatch(orders::excluded);
    boolean extra = !excluded && up && noProductionPlanned;
    return new Booking(
        state,
        extra
            ? LossCategory.RUNNING
            : category(excluded, word, state, up, stop, reasonCategory(reason, instant)),
        extra,
        reason,
        rows,
        word.shift(),
        word.shiftStart(),
        word.businessDay());
  }

  private LossCategory category(
      boolean excluded,
      PlainCalendar.Word word,
      MachineState state,
      boolean up,
      Activity.Stop stop,
      LossCategory byReason) {
    if (excluded || word.shift() == null || byReason == LossCategory.NOT_SCHEDULED) {
      return LossCategory.NOT_SCHEDULED;
    }
    if (word.planned() || byReason == LossCategory.PLANNED_STOP) {
      return LossCategory.PLANNED_STOP;
    }
    if (state.run() == MachineState.Run.NO_DATA) {
      return LossCategory.NO_DATA;
    }
    if (state.run() == MachineState.Run.SETUP || byReason == LossCategory.SETUP) {
      return LossCategory.SETUP;
    }
    return up ? LossCategory.RUNNING : classOf(stop);
  }

  private String reasonAt(Activity.Stop stop, long instant) {
    return partsOf(stop).stream()
        .filter(part -> part.covers(instant))
        .findFirst()
        .orElseThrow()
        .reason();
  }

  /** Parts of a stop; those of an open one reach beyond {@code now}. */
  List<StopParts.Part> partsOf(Activity.Stop stop) {
    return parts.of(stop.start(), stop.end());
  }

  private LossCategory reasonCategory(String reason, long instant) {
    Versions<LossCategory> versions = reason == null ? null : scenario.reasons().get(reason);
    return versions == null ? null : versions.at(instant);
  }

  /** Start of the shift instance that covers the instant, or NONE. */
  long shiftStartAt(long instant) {
    return calendar.at(instant).shiftStart();
  }

  /** The last instant strictly between two that is booked as NO_DATA, or NONE. */
  long lastUnseen(long after, long before) {
    long found = Fact.NONE;
    for (Segment segment : segments) {
      long first = Math.max(segment.start(), after + 1);
      long last = Math.min(segment.end(), before) - 1;
      if (segment.booking().category() == LossCategory.NO_DATA && first <= last) {
        found = last;
      }
    }
    return found;
  }
}
