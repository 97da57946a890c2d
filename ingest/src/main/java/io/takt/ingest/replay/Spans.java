package io.takt.ingest.replay;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 20 s}, {@code 1.5 min}, {@code PT15M}. */
final class Spans {

  private static final Pattern PLAIN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?) ?(ms|s|min|h)");

  private Spans() {}

  /**
   * Milliseconds, not rounded.
   *
   * @throws IllegalArgumentException when the text is no length of time; the message says what is
   *     right
   */
  static double millis(String text) {
    String trimmed = text.trim().toLowerCase(Locale.ROOT);
    Matcher plain = PLAIN.matcher(trimmed);
    if (plain.matches()) {
      double value = Double.parseDouble(plain.group(1));
      return switch (plain.group(2)) {
        case "ms" -> value;
        case "s" -> value * 1_000;
        case "min" -> value * 60_000;
        default -> value * 3_600_000;
      };
    }
    try {
      Duration iso = Duration.parse(text.trim());
      if (!iso.isNegative()) {
        return iso.toNanos() / 1e6;
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException(wrong(text), e);
    }
    throw new IllegalArgumentException(wrong(text));
  }

  private static String wrong(String text) {
    return "'" + text + "' is no length of time; write it like '20 s', '5 min', '1.5 h' or 'PT5M'.";
  }
}
