package io.takt.schemas;

/** Kafka keys made of several parts. */
public final class RecordKey {

  private static final char SEPARATOR = '|';
  private static final char ESCAPE = '\\';

  private RecordKey() {}

  /**
   * The parts, joined by {@code |}. A {@code |} or {@code \} within a part is preceded by {@code
   * \}, so that different parts never make the same key, which a compacted topic would take for one
   * row.
   */
  public static String of(Object... parts) {
    StringBuilder key = new StringBuilder();
    for (Object part : parts) {
      if (key.length() > 0) {
        key.append(SEPARATOR);
      }
      append(key, String.valueOf(part));
    }
    return key.toString();
  }

  private static void append(StringBuilder key, String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == SEPARATOR || c == ESCAPE) {
        key.append(ESCAPE);
      }
      key.append(c);
    }
  }
}
