package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import java.util.Collections;

/** Puts right what facts leave behind for later time, once something before it is otherwise. */
final class Refold {
  private final Marks marks;

  Refold(Marks marks) {
    this.marks = marks;
  }

  /** What all facts before {@code start} leave behind, where no block starts yet. */
  static Fold before(Head head, Blocks blocks, long start) {
    int at = -Collections.binarySearch(head.older, start) - 1;
    if (at == 0) {
      Block next = head.older.isEmpty() ? head.tail : blocks.get(head.older.get(0));
      return next.before().copy();
    }
    Block previous = blocks.get(head.older.get(at - 1));
    Fold fold = previous.before().copy();
    if (head.settings != null) {
      for (int i = 0; i < previous.size(); i++) {
        fold.step(previous.get(i), head.settings);
      }
    }
    return fold;
  }

  /**
   * Folds on from a block in which a late fact was placed, or put in the place of another, until
   * what was and what is now known agree, and marks the counts that changed on the way.
   */
  void after(Head head, Blocks blocks, Block changed, Fact late, Fact replaced, Changes out) {
    Facts facts = Facts.from(head, blocks, late.at());
    Fold old = facts.before();
    Fold fold = facts.before();
    Block at = changed;
    long countsFrom = NONE;
    long countsTo = NONE;
    boolean passed = false;
    boolean unseenDiffers = false;
    for (Fact fact = facts.next(); fact != null; fact = facts.next()) {
      if (facts.block().start != at.start) {
        at = facts.block();
        at.startFrom(fold.copy());
        head.keep(blocks, at);
      }
      long unseenFrom =
          Marks.earliest(
              Marks.earliest(old.unseenFrom, fold.unseenFrom),
              Marks.earliest(old.lastSign, fold.lastSign));
      Counters.Verdict verdict = fold.step(fact, head.settings);
      boolean isLate = Signs.ORDER.compare(fact, late) == 0;
      Fact before = isLate ? replaced : fact;
      if (before != null) {
        old.step(before, head.settings);
      }
      passed |= isLate;
      if (!passed) {
        continue;
      }
      // which silences the parts of the next sample may be of, though first and last are the same
      unseenDiffers |= old.unseenFrom != fold.unseenFrom || old.unseenTo != fold.unseenTo;
      unseenDiffers &= old.unseenFrom != NONE || fold.unseenFrom != NONE;
      Doubts.count(fact, verdict, fold.counters, out);
      // differences that a source reports are its own, whatever else comes late
      if (fact instanceof Fact.OfCount && (verdict != null || isLate)) {
        long from = verdict == null ? fact.at() : Marks.earliest(fact.at(), unseenFrom);
        countsFrom = Marks.earliest(countsFrom, from);
        countsTo = Math.max(countsTo, fact.at() + 1);
      }
      if (isLate || unseenDiffers) {
        continue;
      }
      if (old.sameAs(fold)) {
        marks.counts(head, countsFrom == NONE ? late.at() : countsFrom, countsTo);
        return;
      }
      if (!(late instanceof Fact.OfCount c && !c.cumulative()) && old.sameCounts(fold)) {
        // only runs still differ; their extent is marked by the fact's neighbours
        marks.counts(head, countsFrom == NONE ? late.at() : countsFrom, countsTo);
        countsFrom = NONE;
        countsTo = NONE;
      }
    }
    marks.counts(head, countsFrom == NONE ? late.at() : countsFrom, countsTo);
    head.live = fold;
  }

  /** Folds all facts anew: the settings by which they are read are others. */
  static void all(Head head, Blocks blocks) {
    Fold fold = new Fold();
    for (Long start : head.older) {
      Block block = blocks.get(start);
      block.startFrom(fold.copy());
      blocks.put(start, block);
      for (int i = 0; i < block.size(); i++) {
        fold.step(block.get(i), head.settings);
      }
    }
    if (head.tail != null) {
      head.tail.startFrom(fold.copy());
      for (int i = 0; i < head.tail.size(); i++) {
        fold.step(head.tail.get(i), head.settings);
      }
    }
    head.live = fold;
  }
}
