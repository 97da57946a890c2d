package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.timeline.MachineState.Run;

/**
 * What all facts up to a point leave behind, so that time after that point can be derived without
 * looking further back. Each block keeps the fold before its first fact; a late fact folds on from
 * there until old and new fold agree again.
 *
 * <p>Time between two signs of life is a stretch: one state, or NO_DATA where they lie too far
 * apart.
 */
final class Fold {
  /** State in effect; null: none was ever reported. */
  MachineState state;

  /** When that state began. */
  long stateSince = NONE;

  /** Newest sign of life. */
  long lastSign = NONE;

  /** What the stretch before the last sign was. */
  Run run = Run.NO_DATA;

  /** Start of the stop that goes on, or that a run too short to count may yet be merged with. */
  long stopStart = NONE;

  /** Start of that short run. */
  long upStart = NONE;

  /** NO_DATA since the last accepted cumulative sample. */
  long unseenFrom = NONE;

  long unseenTo = NONE;

  Counters counters = new Counters();

  Fold copy() {
    Fold copy = new Fold();
    copy.state = state;
    copy.stateSince = stateSince;
    copy.lastSign = lastSign;
    copy.run = run;
    copy.stopStart = stopStart;
    copy.upStart = upStart;
    copy.unseenFrom = unseenFrom;
    copy.unseenTo = unseenTo;
    copy.counters = counters.copy();
    return copy;
  }

  boolean sameAs(Fold o) {
    return state == o.state
        && stateSince == o.stateSince
        && lastSign == o.lastSign
        && run == o.run
        && stopStart == o.stopStart
        && upStart == o.upStart
        && sameCounts(o);
  }

  boolean sameCounts(Fold o) {
    return unseenFrom == o.unseenFrom && unseenTo == o.unseenTo && counters.sameAs(o.counters);
  }

  /** Whether what happened before is needed to judge the stretches that follow. */
  boolean undecided() {
    return stopStart != NONE;
  }

  /** Whether parts not yet reported may belong to NO_DATA before {@code instant}. */
  boolean awaitsSample(long instant) {
    return unseenFrom != NONE && unseenFrom < instant;
  }

  /** What the time from {@code from} to the next sign at {@code to} is. */
  Run runBetween(long from, long to, AssetSettings settings) {
    return state == null || to - from > settings.noDataAfter() ? Run.NO_DATA : state.run();
  }

  /**
   * Takes the next sign of life in order.
   *
   * @return for a cumulative count what the sample turned out to be, else null
   */
  Counters.Verdict step(Fact fact, AssetSettings settings) {
    long at = fact.at();
    boolean wasSilent = false;
    if (lastSign != NONE && at > lastSign) {
      close(lastSign, at, settings);
      wasSilent = run == Run.NO_DATA;
    }
    lastSign = at;
    if (fact instanceof Fact.OfState reported) {
      MachineState known = settings.canonical(reported.word());
      MachineState next = known == null ? MachineState.UNKNOWN : known;
      if (next != state || wasSilent) {
        stateSince = at;
      }
      state = next;
      return null;
    }
    if (fact instanceof Fact.OfCount count && count.cumulative()) {
      Counters.Verdict verdict = counters.step(count, settings.counter());
      if (verdict != Counters.Verdict.QUARANTINED) {
        unseenFrom = NONE;
        unseenTo = NONE;
      }
      return verdict;
    }
    return null;
  }

  private void close(long from, long to, AssetSettings settings) {
    Run next = runBetween(from, to, settings);
    switch (next) {
      case DOWN -> {
        boolean goesOn =
            stopStart != NONE
                && (run == Run.DOWN || (run == Run.UP && from - upStart < settings.minRun()));
        if (!goesOn) {
          stopStart = from;
        }
        upStart = NONE;
      }
      case UP -> {
        if (run == Run.DOWN) {
          upStart = from;
        } else if (run != Run.UP) {
          stopStart = NONE;
        }
        if (stopStart == NONE || to - upStart >= settings.minRun()) {
          stopStart = NONE;
          upStart = NONE;
        }
      }
      case SETUP, NO_DATA -> {
        stopStart = NONE;
        upStart = NONE;
      }
    }
    if (next == Run.NO_DATA && counters.started()) {
      unseenFrom = unseenFrom == NONE ? from : unseenFrom;
      unseenTo = to;
    }
    run = next;
  }

  void write(CompactOutput out) throws java.io.IOException {
    out.word(state == null ? null : state.name());
    out.word(run.name());
    out.instant(stateSince);
    out.instant(lastSign);
    out.instant(stopStart);
    out.instant(upStart);
    out.instant(unseenFrom);
    out.instant(unseenTo);
    counters.write(out);
  }

  static Fold read(CompactInput in) throws java.io.IOException {
    Fold fold = new Fold();
    String state = in.word();
    fold.state = state == null ? null : MachineState.valueOf(state);
    fold.run = Run.valueOf(in.word());
    fold.stateSince = in.instant();
    fold.lastSign = in.instant();
    fold.stopStart = in.instant();
    fold.upStart = in.instant();
    fold.unseenFrom = in.instant();
    fold.unseenTo = in.instant();
    fold.counters = Counters.read(in);
    return fold;
  }

  /** As earlier layouts had it. */
  static Fold readWide(java.io.DataInput in) throws java.io.IOException {
    Fold fold = new Fold();
    String state = in.readUTF();
    fold.state = state.isEmpty() ? null : MachineState.valueOf(state);
    fold.stateSince = in.readLong();
    fold.lastSign = in.readLong();
    fold.run = Run.valueOf(in.readUTF());
    fold.stopStart = in.readLong();
    fold.upStart = in.readLong();
    fold.unseenFrom = in.readLong();
    fold.unseenTo = in.readLong();
    fold.counters = Counters.readWide(in);
    return fold;
  }
}
