package io.takt.ingest.simulator.master;

import java.util.List;

/**
 * Why machines really stand still. What it shows of itself is evidence; several causes share
 * alarms.
 */
public enum Cause {
  BEARING_WEAR(
      16,
      Condition.FAULTED,
      "MECH",
      12,
      55,
      40,
      "W-VIBRATION",
      "F-DRIVE-TRIP",
      "F-NO-FEED",
      false,
      1.2,
      3.0,
      0.2),
  MOTOR_OVERHEAT(
      14,
      Condition.FAULTED,
      "ELEC",
      10,
      40,
      25,
      "W-TEMPERATURE",
      "F-DRIVE-TRIP",
      "F-NO-FEED",
      false,
      18,
      0.3,
      1.5),
  HYDRAULIC_LEAK(
      10,
      Condition.FAULTED,
      "HYDR",
      15,
      70,
      30,
      "W-PRESSURE",
      "F-PRESSURE-LOW",
      "F-DRIVE-TRIP",
      false,
      6,
      0.2,
      -1.2),
  JAM(18, Condition.FAULTED, "JAM", 6, 18, 0, "", "F-JAM", "F-NO-FEED", true, 0, 1.5, 0.8),
  SENSOR_FAULT(8, Condition.FAULTED, "ELEC", 6, 25, 10, "W-SIGNAL", "F-NO-FEED", "", true, 0, 0, 0),
  MATERIAL_MISSING(14, Condition.STOPPED, "MATERIAL", 5, 22, 0, "", "", "", false, 0, 0, 0),
  TOOL_WORN(8, Condition.STOPPED, "TOOL", 8, 20, 20, "", "", "", false, 2, 2.0, 0.6),
  CLEANING(7, Condition.STOPPED, "CLEAN", 6, 15, 0, "", "", "", false, 0, 0, 0),
  NO_DEMAND(2, Condition.IDLE, "NO-ORDER", 10, 25, 0, "", "", "", false, 0, 0, 0),
  SMALL_MAINTENANCE(8, Condition.MAINTENANCE, "MAINT", 12, 30, 0, "", "", "", false, 0, 0, 0);

  private final int weight;
  private final Condition condition;
  private final String reason;
  private final int leastMinutes;
  private final int mostMinutes;
  private final int leadMinutes;
  private final String warning;
  private final String fault;
  private final String consequence;
  private final boolean chatters;
  private final double temperatureDrift;
  private final double vibrationDrift;
  private final double powerDrift;

  Cause(
      int weight,
      Condition condition,
      String reason,
      int leastMinutes,
      int mostMinutes,
      int leadMinutes,
      String warning,
      String fault,
      String consequence,
      boolean chatters,
      double temperatureDrift,
      double vibrationDrift,
      double powerDrift) {
    this.weight = weight;
    this.condition = condition;
    this.reason = reason;
    this.leastMinutes = leastMinutes;
    this.mostMinutes = mostMinutes;
    this.leadMinutes = leadMinutes;
    this.warning = warning;
    this.fault = fault;
    this.consequence = consequence;
    this.chatters = chatters;
    this.temperatureDrift = temperatureDrift;
    this.vibrationDrift = vibrationDrift;
    this.powerDrift = powerDrift;
  }

  /** How often, relative to the others. */
  public int weight() {
    return weight;
  }

  /** How much more often than elsewhere it comes about on machines of a class. */
  public double proneness(String machineClass) {
    return switch (machineClass) {
      case "press" -> this == HYDRAULIC_LEAK ? 2 : this == BEARING_WEAR ? 0.6 : 1;
      case "robot" -> this == SENSOR_FAULT ? 2.5 : this == HYDRAULIC_LEAK ? 0.2 : 1;
      case "oven" -> this == MOTOR_OVERHEAT ? 2 : this == TOOL_WORN ? 0.2 : 1;
      case "packer" -> this == JAM ? 2 : this == HYDRAULIC_LEAK ? 0.2 : 1;
      default -> 1;
    };
  }

  /** What the machine signals while it lasts. */
  public Condition condition() {
    return condition;
  }

  /** The right reason code. */
  public String reason() {
    return reason;
  }

  public int leastMinutes() {
    return leastMinutes;
  }

  public int mostMinutes() {
    return mostMinutes;
  }

  /** How long before the stop it begins to show; 0: not at all. */
  public int leadMinutes() {
    return leadMinutes;
  }

  /** Alarms before the stop. */
  public List<String> warnings() {
    return listOf(warning);
  }

  /** Alarms at the stop. */
  public List<String> faults() {
    return listOf(fault);
  }

  /** Alarms that follow from the others. */
  public List<String> consequences() {
    return listOf(consequence);
  }

  /** True: its fault alarm comes and goes. */
  public boolean chatters() {
    return chatters;
  }

  /** Kelvin at the stop. */
  public double temperatureDrift() {
    return temperatureDrift;
  }

  /** Millimetres a second at the stop. */
  public double vibrationDrift() {
    return vibrationDrift;
  }

  /** Kilowatts at the stop. */
  public double powerDrift() {
    return powerDrift;
  }

  /* An enum holds plain values; none is an empty code. */
  private static List<String> listOf(String code) {
    return code.isEmpty() ? List.of() : List.of(code);
  }
}
