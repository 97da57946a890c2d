package io.takt.ingest.simulator.truth;

import io.takt.ingest.simulator.master.Condition;

/** Whether a machine runs, as far as is known. */
enum Run {
  NO_DATA,
  UP,
  SETUP,
  DOWN;

  static Run of(Condition condition) {
    return switch (condition) {
      case PRODUCING -> UP;
      case SETUP -> SETUP;
      case UNKNOWN -> NO_DATA;
      case IDLE, STARVED, BLOCKED, STOPPED, FAULTED, MAINTENANCE, OFF -> DOWN;
    };
  }
}
