package io.takt.ingest.simulator.floor;

/**
 * The parts between two machines: those of the order the downstream machine runs, then those of its
 * next.
 */
final class Buffer {
  private final int capacity;
  private int current;
  private int next;

  Buffer(int capacity) {
    this.capacity = capacity;
  }

  boolean hasRoomFor(int pieces) {
    return current + next + pieces <= capacity;
  }

  boolean holds(int pieces) {
    return current >= pieces;
  }

  void take(int pieces) {
    current -= pieces;
  }

  void put(int pieces, boolean ofNextOrder) {
    if (ofNextOrder) {
      next += pieces;
    } else {
      current += pieces;
    }
  }

  /** The downstream machine goes on to its next order; what is left of the last is taken away. */
  void turnOver() {
    current = next;
    next = 0;
  }
}
