package io.takt.ingest.simulator.sensing;

import io.takt.ingest.simulator.master.Counting;

/** A controller's counters, in the controller's own unit. */
final class Registers {
  private final Counting counting;
  private long total;
  private long good;
  private long scrap;
  private long rework;

  Registers(Counting counting, long total, long good, long scrap, long rework) {
    this.counting = counting;
    this.total = total;
    this.good = good;
    this.scrap = scrap;
    this.rework = rework;
  }

  void count(Tally made) {
    total = counting.advance(total, made.total());
    good = counting.advance(good, made.good());
    scrap = counting.advance(scrap, made.scrap());
    rework = counting.advance(rework, made.rework());
  }

  void restart() {
    total = 0;
    good = 0;
    scrap = 0;
    rework = 0;
  }

  long total() {
    return total;
  }

  long good() {
    return good;
  }

  long scrap() {
    return scrap;
  }

  long rework() {
    return rework;
  }
}
