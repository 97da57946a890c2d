package io.takt.jobs.alert;

/** Names of operators in savepoints. Never change one: its state would be lost. */
final class Uids {

  static final String READ = "read-what-rules-look-at";
  static final String ORDERS = "orders-as-planned";
  static final String ASSETS = "what-concerns-assets";
  static final String WATCH = "watch-conditions";
  static final String BOOK = "keep-alerts";
  static final String EVENTS = "alerts-that-were-active";

  private Uids() {}
}
