package io.takt.ingest.replay;

import java.util.List;
import java.util.Locale;

/** The states that a vendor's words can be mapped to. */
final class CanonicalStates {

  private static final List<String> NAMES =
      List.of(
          "PRODUCING",
          "IDLE",
          "STARVED",
          "BLOCKED",
          "STOPPED",
          "FAULTED",
          "SETUP",
          "MAINTENANCE",
          "OFF",
          "UNKNOWN");

  private CanonicalStates() {}

  /**
   * The name in its canonical spelling.
   *
   * @throws MappingException when it is none
   */
  static String read(String file, String place, String name) {
    String upper = name == null ? "" : name.trim().toUpperCase(Locale.ROOT);
    if (!NAMES.contains(upper)) {
      throw MappingException.at(
          file,
          place,
          "'" + name + "' is no state; write one of " + String.join(", ", NAMES) + ".");
    }
    return upper;
  }
}
