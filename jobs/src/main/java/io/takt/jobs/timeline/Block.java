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

  /** Null: they rest as bytes until somebody asks for one. */
  private List<Fact> facts;

  /** Whether a copy has the same list. */
  private boolean shared;

  /** How many facts lie between folds that are kept. */
  static final int STRIDE = 32;

  /**
   * The folds before each {@link #STRIDE}th fact but the first, as far as they were asked for; in
   * memory only. Without them a late fact of a machine that counts each second would fold five
   * minutes.
   */
  private final List<Fold> within = new ArrayList<>(0);

  /**
   * What of it was written; shared by copies as long as facts are only appended. Null: it rests.
   */
  private BlockWriter writer;

  /** As bytes, once they were asked for and until it changes; by any thread, the same each time. */
  volatile byte[] bytes;

  Block(long start, Fold before) {
    this(start, before, new ArrayList<>(4));
  }

  Block(long start, Fold before, List<Fact> facts) {
    this.start = start;
    this.before = before;
    this.facts = facts;
    this.writer = new BlockWriter();
  }

  /** A block that rests. */
  Block(long start, Fold before, byte[] bytes) {
    this.start = start;
    this.before = before;
    this.bytes = bytes;
  }

  static long startOf(long instant) {
    return Math.floorDiv(instant, LENGTH) * LENGTH;
  }

  /** The fold before the first fact; not to be changed. */
  Fold before() {
    return before;
  }

  void startFrom(Fold fold) {
    facts();
    bytes = null;
    writer = new BlockWriter();
    before = fold;
    within.clear();
  }

  /** The last fact. */
  Fact newest() {
    return facts().get(size() - 1);
  }

  /** A fact before all that are dated at or after an instant, from which on they are soon read. */
  int indexBefore(long instant) {
    int low = 0;
    int high = (size() - 1) / STRIDE;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (get(middle * STRIDE).at() < instant) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low * STRIDE;
  }

  /**
   * The fold before a fact; not to be changed.
   *
   * @param index of the fact, as {@link #indexBefore} gives it
   */
  Fold before(int index, AssetSettings settings) {
    for (int at = within.size() * STRIDE; at < index; at += STRIDE) {
      Fold fold = (at == 0 ? before : within.get(within.size() - 1)).copy();
      for (int i = at; i < at + STRIDE; i++) {
        fold.step(get(i), settings);
      }
      within.add(fold);
    }
    return index == 0 ? before : within.get(index / STRIDE - 1);
  }

  int size() {
    return facts().size();
  }

  Fact get(int index) {
    return facts().get(index);
  }

  /** Where the fact is, or would go: as {@link Collections#binarySearch}. */
  int find(Fact fact) {
    return Collections.binarySearch(facts(), fact, Signs.ORDER);
  }

  void append(Fact fact) {
    own().add(fact);
  }

  void insert(int index, Fact fact) {
    own().add(index, fact);
    changedFrom(index);
  }

  void replace(int index, Fact fact) {
    own().set(index, fact);
    changedFrom(index);
  }

  /** By any thread, as {@link #bytes}. */
  BlockWriter writer() {
    BlockWriter known = writer;
    return known == null ? new BlockWriter() : known;
  }

  private void changedFrom(int index) {
    writer = new BlockWriter();
    if (within.size() > index / STRIDE) {
      within.subList(index / STRIDE, within.size()).clear();
    }
  }

  private List<Fact> own() {
    facts();
    bytes = null;
    if (shared) {
      facts = new ArrayList<>(facts);
      shared = false;
    }
    return facts;
  }

  private List<Fact> facts() {
    if (facts == null) {
      facts = BlockCodec.facts(bytes);
      shared = false;
      writer = new BlockWriter();
    }
    return facts;
  }

  /**
   * Keeps its facts as bytes only until somebody asks for one: they take an eighth of the room, and
   * nothing that has to be looked through by who collects garbage.
   */
  public void rest() {
    BlockCodec.bytes(this);
    writer = null;
    facts = null;
    within.clear();
  }

  /** A copy that shares everything with this one until either of them changes. */
  public Block copy() {
    shared = true;
    Block copy = new Block(start, before, facts);
    copy.shared = facts != null;
    copy.bytes = bytes;
    copy.writer = writer;
    copy.within.addAll(within);
    return copy;
  }
}
