package io.takt.ingest.simulator;

/** The topics the plant writes to. */
public final class PlantTopics {
  public static final String TELEMETRY = "takt.telemetry";
  public static final String MACHINE_STATES = "takt.machine-states";
  public static final String PRODUCTION_COUNTS = "takt.production-counts";
  public static final String ALARMS = "takt.alarms";
  public static final String OPERATOR_EVENTS = "takt.operator-events";
  public static final String WORK_ORDERS = "takt.work-orders";
  public static final String ASSETS = "takt.assets";
  public static final String SHIFT_CALENDARS = "takt.shift-calendars";
  public static final String REASONS = "takt.reasons";
  public static final String PRODUCT_RATES = "takt.product-rates";
  public static final String ALARM_MAP = "takt.alarm-map";
  public static final String SIGNALS = "takt.signals";

  private PlantTopics() {}
}
