package io.takt.sinks.copy;

import java.sql.SQLException;

/** Which failures of the database pass by themselves. */
final class Failures {

  private Failures() {}

  /** Whether the same transaction may succeed over a new connection a little later. */
  static boolean passes(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null) {
      return false;
    }
    return switch (state) {
      // Shut down, crashed, not up yet; serialization failure, deadlock, lock timeout.
      case "57P01", "57P02", "57P03", "40001", "40P01", "55P03" -> true;
      // Connection exceptions, too few resources.
      default -> state.startsWith("08") || state.startsWith("53");
    };
  }
}
