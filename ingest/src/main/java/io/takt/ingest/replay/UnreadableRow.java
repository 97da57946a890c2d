package io.takt.ingest.replay;

/**
 * A row that the mapping cannot read; the message is one sentence with column, value and remedy.
 */
final class UnreadableRow extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableRow(String message) {
    super(message, null, false, false);
  }

  static UnreadableRow value(String column, String value, String remedy) {
    return new UnreadableRow(
        "Column '" + column + "' holds '" + shown(value) + "'; " + remedy + ".");
  }

  static UnreadableRow empty(String column, String remedy) {
    return new UnreadableRow("Column '" + column + "' is empty; " + remedy + ".");
  }

  /** Long values are cut, so that the sentence stays one. */
  static String shown(String value) {
    String oneLine = value.replaceAll("\\p{Cntrl}", " ");
    return oneLine.length() <= 80 ? oneLine : oneLine.substring(0, 80) + "…";
  }
}
