package io.takt.jobs.downtime.cause;

import io.takt.jobs.timeline.AlarmSeverity;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MachineState;
import java.util.List;

/**
 * All that is known of one stop but its cause.
 *
 * @param faded what it rested on has been forgotten: only what is said of the stop holds
 * @param end NONE: open
 * @param givenReason what operators say; null: nothing
 * @param givenBy who said so; empty: not known
 * @param givenAt when; NONE: not known
 * @param context what line, calendar and orders say of it
 * @param root of a stop that waits: the first machine that failed; null: not known
 * @param state what the machine did when it showed why it stands: at the start, or later when one
 *     that waited fails
 * @param alarms that came around that moment, in the order they came
 * @param deviations signals that were abnormal before it, strongest first
 * @param before what the machine did before; null: not known
 * @param ranFor for how long; NONE: not known
 * @param minorStops minor stops in the half hour before
 * @param orderSince start of the order that runs; NONE: not known
 * @param neighbours what the machines beside it did at its start
 */
public record StopCase(
    String asset,
    String assetClass,
    String site,
    String line,
    boolean faded,
    long start,
    long end,
    MachineState state,
    LossCategory category,
    String givenReason,
    String givenBy,
    long givenAt,
    Context context,
    Root root,
    List<AlarmSeen> alarms,
    List<Deviation> deviations,
    MachineState before,
    long ranFor,
    int minorStops,
    String order,
    long orderSince,
    String product,
    String shift,
    List<Neighbour> neighbours) {

  /** What line, calendar and orders say of a stop. The order is part of what is written. */
  public enum Context {
    NONE,
    STARVED,
    BLOCKED,
    PLANNED_STOP,
    NOT_SCHEDULED,
    NO_ORDER,
    NO_DATA
  }

  /** The first machine of the line that failed. */
  public record Root(String asset, long startedAt, MachineState state) {}

  /**
   * One alarm around a stop.
   *
   * @param at when it first came
   * @param chatters it came three times or more within a minute
   */
  public record AlarmSeen(String code, AlarmSeverity severity, long at, boolean chatters) {}

  /** A signal out of its band. */
  public record Deviation(String signal, String direction, long at, double severity) {}

  /** What a machine beside it did. */
  public record Neighbour(String asset, boolean upstream, MachineState state, long since) {}

  public StopCase {
    alarms = List.copyOf(alarms);
    deviations = List.copyOf(deviations);
    neighbours = List.copyOf(neighbours);
  }

  /** Identity of the stop. */
  public StopKey key() {
    return new StopKey(asset, start);
  }

  /** This evidence with what {@code other} says of the stop. */
  StopCase resaid(StopCase other) {
    return with(other.end, state, other.category, other.givenReason, other.givenBy, other.givenAt);
  }

  /** The same as if nobody had said anything. */
  StopCase unsaid() {
    return with(end, state, category, null, "", Fact.NONE);
  }

  private StopCase with(
      long otherEnd,
      MachineState otherState,
      LossCategory otherCategory,
      String reason,
      String by,
      long at) {
    return new StopCase(
        asset,
        assetClass,
        site,
        line,
        faded,
        start,
        otherEnd,
        otherState,
        otherCategory,
        reason,
        by,
        at,
        context,
        root,
        alarms,
        deviations,
        before,
        ranFor,
        minorStops,
        order,
        orderSince,
        product,
        shift,
        neighbours);
  }
}
