package io.takt.ingest.replay;

/** One row's values by column. */
@FunctionalInterface
interface Row {

  /**
   * The trimmed value, or null when it is absent or empty.
   *
   * @throws UnreadableRow when the column holds what is no plain value
   */
  String get(String column) throws UnreadableRow;
}
