package io.takt.jobs.timeline;

import java.util.Collections;

/**
 * Takes signs of life that come late or come again: puts each in its place, marks what lies around
 * it as it was before and as it is after, and has the folds behind it put right.
 */
final class LateFacts {
  private final Marks marks;
  private final Refold refold;

  LateFacts(Marks marks) {
    this.marks = marks;
    this.refold = new Refold(marks);
  }

  void insert(Head head, Blocks blocks, long start, Fact fact, Changes out) {
    Block block = start == head.tail.start ? head.tail : existing(head, blocks, start);
    int found = block == null ? -1 : block.find(fact);
    if (found >= 0) {
      repeated(head, blocks, block, found, fact, out);
      return;
    }
    head.seen(fact);
    head.startsAt(fact.at());
    if (head.settings == null) {
      place(head, blocks, block, start, found, fact);
      return;
    }
    Neighbours around = Neighbours.of(head, blocks, fact);
    marks.around(head, blocks, around);
    Block changed = place(head, blocks, block, start, found, fact);
    refold.after(head, blocks, changed, fact, null, out);
    marks.around(head, blocks, around);
    head.urgent = true;
    if (fact instanceof Fact.OfAlarm alarm) {
      marks.alarmed(head, alarm);
    }
    if (fact instanceof Fact.OfState state) {
      Doubts.state(head, state, out);
    }
  }

  private static Block existing(Head head, Blocks blocks, long start) {
    return Collections.binarySearch(head.older, start) >= 0 ? blocks.get(start) : null;
  }

  private void repeated(Head head, Blocks blocks, Block block, int index, Fact fact, Changes out) {
    Fact known = block.get(index);
    int order = Signs.compareContent(known, fact);
    head.duplicateCount++;
    if (order == 0) {
      return;
    }
    Doubts.conflict(fact, out);
    if (order > 0) {
      return;
    }
    if (head.settings == null) {
      block.replace(index, fact);
      head.keep(blocks, block);
      return;
    }
    Neighbours around = Neighbours.of(head, blocks, fact);
    marks.around(head, blocks, around);
    block.replace(index, fact);
    head.keep(blocks, block);
    refold.after(head, blocks, block, fact, known, out);
    marks.around(head, blocks, around);
    head.urgent = true;
  }

  /** Puts a late fact in its place; a block that did not exist starts from what lies before it. */
  private Block place(Head head, Blocks blocks, Block block, long start, int found, Fact fact) {
    if (block != null) {
      block.insert(-found - 1, fact);
      head.keep(blocks, block);
      return block;
    }
    Block created = new Block(start, Refold.before(head, blocks, start));
    created.append(fact);
    int at = -Collections.binarySearch(head.older, start) - 1;
    head.older.add(at, start);
    blocks.put(start, created);
    return created;
  }
}
