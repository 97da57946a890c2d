package io.takt.jobs.timeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The signs of life of one asset within five minutes, in order, and the fold before the first. */
public final class Block {
  /** Length in milliseconds: small enough to rewrite often, large enough to be few. */
  public static final long LENGTH = 5 * 60_000L;

  final long start;
  private Fold before;
  private List<Fact> facts;

  /** Whether a copy has the same list. */
  private boolean shared;

  /** As bytes, once they were asked for and until it changes; by any thread, the same each time. */
  volatile byte[] bytes;

  Block(long start, Fold before) {
    this(start, before, new ArrayList<>(4));
  }

  Block(long start, Fold before, List<Fact> facts) {
    this.start = start;
    this.before = before;
    this.facts = facts;
  }

  static long startOf(long instant) {
    return Math.floorDiv(instant, LENGTH) * LENGTH;
  }

  /** The fold before the first fact; not to be changed. */
  Fold before() {
    return before;
  }

  void startFrom(Fold fold) {
    bytes = null;
    before = fold;
  }

  int size() {
    return facts.size();
  }

  Fact get(int index) {
    return facts.get(index);
  }

  /** Where the fact is, or would go: as {@link Collections#binarySearch}. */
  int find(Fact fact) {
    return Collections.binarySearch(facts, fact, Signs.ORDER);
  }

  void append(Fact fact) {
    own().add(fact);
  }

  void insert(int index, Fact fact) {
    own().add(index, fact);
  }

  void replace(int index, Fact fact) {
    own().set(index, fact);
  }

  private List<Fact> own() {
    bytes = null;
    if (shared) {
      facts = new ArrayList<>(facts);
      shared = false;
    }
    return facts;
  }

  /** A copy that shares everything with this one until either of them changes. */
  public Block copy() {
    shared = true;
    Block copy = new Block(start, before, facts);
    copy.shared = true;
    copy.bytes = bytes;
    return copy;
  }
}
