package io.takt.sinks.notify;

import java.util.List;

/** Severities, the least first. */
final class Severities {

  static final List<String> ALL = List.of("INFO", "WARNING", "FAULT", "CRITICAL");

  private Severities() {}

  /** The higher, the worse; -1: not known. */
  static int rank(String severity) {
    return ALL.indexOf(severity);
  }
}
