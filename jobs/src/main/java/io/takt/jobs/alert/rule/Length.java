package io.takt.jobs.alert.rule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: 500ms, 30s, 10m, 2h, 1d. */
public final class Length {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private Length() {}

  /**
   * In milliseconds.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static long parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no length; write for example 30s, 10m, 2h or 1d");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> number;
      case "s" -> number * 1_000;
      case "m" -> number * 60_000;
      case "h" -> number * 3_600_000;
      default -> number * 86_400_000;
    };
  }

  /** For people: the largest unit that leaves no rest. */
  public static String words(long millis) {
    String[] units = {"d", "h", "min", "s"};
    long[] lengths = {86_400_000, 3_600_000, 60_000, 1_000};
    for (int i = 0; i < units.length; i++) {
      if (millis >= lengths[i] && millis % lengths[i] == 0) {
        return millis / lengths[i] + " " + units[i];
      }
    }
    return millis + " ms";
  }
}
