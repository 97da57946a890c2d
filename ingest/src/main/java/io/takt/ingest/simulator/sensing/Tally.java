package io.takt.ingest.simulator.sensing;

/** Counts as sensed, in the controller's unit; total is their sum. */
public record Tally(long good, long scrap, long rework) {
  static final Tally NONE = new Tally(0, 0, 0);

  public long total() {
    return good + scrap + rework;
  }

  Tally plus(Tally other) {
    return new Tally(good + other.good, scrap + other.scrap, rework + other.rework);
  }
}
