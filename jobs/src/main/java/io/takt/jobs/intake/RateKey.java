package io.takt.jobs.intake;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys made of several parts, taken apart again: {@code |} parts, {@code \} takes what follows as
 * it is.
 */
final class RateKey {

  private RateKey() {}

  /** The two parts of a rate's key, the second empty where it has but one. */
  static List<String> parts(String key) {
    List<String> parts = new ArrayList<>(2);
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '\\' && i + 1 < key.length()) {
        i++;
        part.append(key.charAt(i));
      } else if (c == '|' && parts.isEmpty()) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    if (parts.size() < 2) {
      parts.add("");
    }
    return parts;
  }
}
