package io.takt.ingest.replay;

/** The topics a replay writes to. */
final class Topics {
  static final String TELEMETRY = "takt.telemetry";
  static final String MACHINE_STATES = "takt.machine-states";
  static final String PRODUCTION_COUNTS = "takt.production-counts";
  static final String ALARMS = "takt.alarms";
  static final String OPERATOR_EVENTS = "takt.operator-events";
  static final String WORK_ORDERS = "takt.work-orders";
  static final String ASSETS = "takt.assets";
  static final String SHIFT_CALENDARS = "takt.shift-calendars";
  static final String REASONS = "takt.reasons";
  static final String PRODUCT_RATES = "takt.product-rates";
  static final String ALARM_MAP = "takt.alarm-map";
  static final String SIGNALS = "takt.signals";
  static final String DEAD_LETTERS = "takt.dead-letters";

  private Topics() {}
}
