package io.takt.jobs.timeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The signs of life of one asset within five minutes, in order, and the fold before the first. */
public final class Block {
  /** Length in milliseconds: small enough to rewrite often, large enough to be few. */
  public static final long LENGTH = 5 * 60_000L;

  final long start;
  Fold before;
  private final List<Fact> facts;

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
    facts.add(fact);
  }

  void insert(int index, Fact fact) {
    facts.add(index, fact);
  }

  void replace(int index, Fact fact) {
    facts.set(index, fact);
  }

  /** A copy that shares the facts, which never change. */
  public Block copy() {
    return new Block(start, before.copy(), new ArrayList<>(facts));
  }
}
