package io.takt.jobs.telemetry;

/** Names of operators in savepoints. Never change one: its state would be lost. */
public final class Uids {

  public static final String READ_TELEMETRY = "read-telemetry";
  public static final String READ_SIGNALS = "read-signals";
  public static final String SORT_TELEMETRY = "sort-telemetry";
  public static final String SORT_SIGNALS = "sort-signals";
  public static final String READ_FACTS = "read-facts";
  public static final String READ_TABLES = "read-tables";
  public static final String SORT_FACTS = "sort-facts";
  public static final String SORT_TABLES = "sort-tables";
  public static final String TELL_ASSETS_OF_ORDERS = "tell-assets-of-orders";
  public static final String WATCH_ASSETS = "watch-assets";
  public static final String SUM_MINUTES = "sum-minutes";

  private Uids() {}
}
