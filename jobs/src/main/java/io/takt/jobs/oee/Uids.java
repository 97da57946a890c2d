package io.takt.jobs.oee;

/** Names of operators in savepoints. Never change one: its state would be lost. */
public final class Uids {

  public static final String READ_FACTS = "read-facts";
  public static final String READ_TABLES = "read-tables";
  public static final String READ_DEAD_LETTERS = "read-dead-letters";
  public static final String SORT_FACTS = "sort-facts";
  public static final String BUNDLE_BACKLOG = "bundle-backlog";
  public static final String SORT_TABLES = "sort-tables";
  public static final String TELL_ASSETS_OF_ORDERS = "tell-assets-of-orders";
  public static final String BOOK_TIME = "book-time";

  private Uids() {}
}
