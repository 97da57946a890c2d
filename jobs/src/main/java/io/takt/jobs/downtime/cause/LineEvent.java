package io.takt.jobs.downtime.cause;

import io.takt.jobs.timeline.AlarmSeverity;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MachineState;

/** Something that bears on the stops of a line. Said again it changes nothing. */
public sealed interface LineEvent {

  /** The machine it is about. */
  String asset();

  /**
   * Where a machine stands.
   *
   * @param position place along the line; Integer.MAX_VALUE: not in a line
   * @param site enterprise/site
   */
  record Placed(String asset, String assetClass, String site, String line, int position)
      implements LineEvent {}

  /** The machine is no more. */
  record Removed(String asset) implements LineEvent {}

  /** The canonical state from {@code at} on. */
  record StateTold(String asset, long at, MachineState state) implements LineEvent {}

  /** An alarm came or went. */
  record AlarmTold(String asset, long at, String code, boolean active, AlarmSeverity severity)
      implements LineEvent {}

  /**
   * A stop as it now is.
   *
   * @param end NONE: open
   * @param reason what operators say; null: nothing
   * @param planned milliseconds of it that are booked as a planned stop
   * @param unscheduled milliseconds of it that are booked as not scheduled
   * @param booked milliseconds of it that are booked at all
   */
  record StopTold(
      String asset,
      long start,
      long end,
      MachineState state,
      LossCategory category,
      String reason,
      String order,
      String product,
      String shift,
      long planned,
      long unscheduled,
      long booked)
      implements LineEvent {}

  /** There is no such stop any more. */
  record StopGone(String asset, long start) implements LineEvent {}

  /**
   * Somebody gave a reason for a span, or took it back.
   *
   * @param to NONE: an instant, or open
   * @param takesBack id of the entry that is taken back; null: this is a reason
   */
  record WordTold(
      String asset,
      String id,
      long at,
      long from,
      long to,
      String reason,
      String by,
      String takesBack)
      implements LineEvent {}

  /** From {@code at} on this order runs. */
  record OrderTold(String asset, long at, String order) implements LineEvent {}

  /**
   * A signal left its band.
   *
   * @param direction "high", "low" or "other"
   * @param severity 0 to 1; 0: there was no such episode after all
   */
  record AnomalyTold(String asset, long at, String signal, String direction, double severity)
      implements LineEvent {}
}
