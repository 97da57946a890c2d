package io.takt.jobs.timeline;

import java.util.Collections;

/** Walks an asset's signs of life in order, across its blocks. */
final class Facts {
  private final Head head;
  private final Blocks blocks;

  /** Index into the older blocks; their number: the tail. */
  private int blockIndex;

  private Block block;
  private int index;

  private Facts(Head head, Blocks blocks, int blockIndex) {
    this.head = head;
    this.blocks = blocks;
    this.blockIndex = blockIndex;
    this.block = load();
  }

  /**
   * From a fact somewhat before an instant on: of the newest block that starts at or before it, or
   * the very first.
   */
  static Facts from(Head head, Blocks blocks, long instant) {
    Facts facts = new Facts(head, blocks, indexOf(head, instant));
    if (facts.block != null && head.settings != null) {
      facts.index = facts.block.indexBefore(instant);
    }
    return facts;
  }

  private static int indexOf(Head head, long instant) {
    if (head.tail == null || head.tail.start <= instant) {
      return head.older.size();
    }
    int found = Collections.binarySearch(head.older, instant);
    int index = found >= 0 ? found : -found - 2;
    return Math.max(index, 0);
  }

  private Block load() {
    return blockIndex < head.older.size()
        ? blocks.get(head.older.get(blockIndex))
        : blockIndex == head.older.size() ? head.tail : null;
  }

  /** The fold before the next fact of the block at hand; a copy. */
  Fold before() {
    return block == null ? new Fold() : block.before(index, head.settings).copy();
  }

  /** The block at hand; null: there is none. */
  Block block() {
    return block;
  }

  /** The next fact, or null at the end. */
  Fact next() {
    while (block != null && index >= block.size()) {
      blockIndex++;
      index = 0;
      block = load();
    }
    return block == null ? null : block.get(index++);
  }
}
