package io.takt.jobs.telemetry;

/** Names of operators in savepoints. Never change one: its state would be lost. */
public final class Uids {

  public static final String READ_TELEMETRY = "read-telemetry";
  public static final String READ_SIGNALS = "read-signals";
  public static final String SORT_TELEMETRY = "sort-telemetry";
  public static final String SORT_SIGNALS = "sort-signals";
  public static final String SUM_MINUTES = "sum-minutes";

  private Uids() {}
}
