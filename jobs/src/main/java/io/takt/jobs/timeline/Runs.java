package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.timeline.MachineState.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * What a machine did over an interval: stretches of one state each, the stops they belong to (whole
 * ones, however far they reach beyond the interval), and the parts that were counted.
 */
final class Runs {

  /** A stop: from leaving production until production, setup or silence. */
  static final class Stop {
    final long start;

    /** NONE: it is open. */
    long end = NONE;

    /** Until when it is known to last. */
    long lasted;

    final MachineState state;

    Stop(long start, MachineState state) {
      this.start = start;
      this.state = state;
      this.lasted = start;
    }

    /** Its class by its whole length. */
    LossCategory category(long minorBelow) {
      if (end != NONE) {
        return end - start < minorBelow ? LossCategory.MINOR_STOP : LossCategory.UNPLANNED_STOP;
      }
      return lasted - start < minorBelow ? LossCategory.PENDING_STOP : LossCategory.UNPLANNED_STOP;
    }
  }

  /** One state without a break. */
  static final class Stretch {
    final long from;
    long to;
    final MachineState state;
    final Run run;

    /** The stop it is part of; null: none. A run too short to count is part of one. */
    Stop stop;

    Stretch(long from, long to, MachineState state, Run run) {
      this.from = from;
      this.to = to;
      this.state = state;
      this.run = run;
    }
  }

  /** Parts of one count fact, as differences. */
  static final class Counted {
    final Fact.OfCount fact;

    /** For a cumulative sample the accepted sample before it; NONE otherwise. */
    final long since;

    final double total;
    double good;
    double scrap;
    double rework;

    Counted(Fact.OfCount fact, long since, double total, double good, double scrap, double rework) {
      this.fact = fact;
      this.since = since;
      this.total = total;
      this.good = good;
      this.scrap = scrap;
      this.rework = rework;
    }
  }

  final List<Stretch> stretches = new ArrayList<>();
  final List<Stop> stops = new ArrayList<>();
  final List<Counted> counted = new ArrayList<>();

  /** The newest sign of life among all facts. */
  final long lastSign;

  private final AssetSettings settings;

  private Runs(AssetSettings settings, long lastSign) {
    this.settings = settings;
    this.lastSign = lastSign;
  }

  /**
   * Reads the facts around {@code [from, to)}. The stretches cover it up to {@code now}; before the
   * first fact they are NO_DATA.
   */
  static Runs over(Head head, Blocks blocks, long from, long to, long now) {
    Runs runs = new Runs(head.settings, head.live.lastSign);
    long start = from;
    while (true) {
      long needed = runs.read(head, blocks, from, start, to, now);
      if (needed >= start) {
        runs.group();
        return runs;
      }
      start = needed;
      runs.stretches.clear();
      runs.counted.clear();
    }
  }

  private Fold context = new Fold();

  /** All facts were read: what goes on, goes on until now. */
  private boolean exhausted;

  /** What the machine does from the last fact on; only when all facts were read. */
  private Run last = Run.NO_DATA;

  /**
   * Reads from {@code start}; returns an earlier instant when parts counted in {@code [from, to)}
   * may belong to NO_DATA before it, to be read again from there.
   */
  private long read(Head head, Blocks blocks, long from, long start, long to, long now) {
    Facts facts = Facts.from(head, blocks, start);
    Fold fold = facts.before();
    context = fold.copy();
    exhausted = false;
    if (fold.lastSign == NONE) {
      Fact first = facts.block() == null ? null : facts.block().get(0);
      long until = first == null ? Math.max(now, to) : first.at();
      if (start < until) {
        stretches.add(new Stretch(start, until, MachineState.UNKNOWN, Run.NO_DATA));
      }
    }
    for (Fact fact = facts.next(); fact != null; fact = facts.next()) {
      closeStretch(fold, fact.at());
      Counters.Verdict verdict = fold.step(fact, settings);
      if (fact instanceof Fact.OfCount count) {
        if (verdict == null) {
          counted.add(
              counted(count, NONE, count.total(), count.good(), count.scrap(), count.rework()));
        } else if (fold.counters.deltaFrom != NONE) {
          counted.add(difference(count, fold.counters));
          boolean spansUnread =
              context.unseenFrom != NONE && fold.counters.deltaFrom < context.lastSign;
          if (spansUnread && count.at() >= from) {
            return fold.counters.deltaFrom;
          }
        }
      }
      // beyond the end, facts still bear on a stop that goes on and on parts made unseen
      if (fact.at() > to && !fold.undecided() && !fold.awaitsSample(to)) {
        return start;
      }
    }
    exhausted = true;
    last = fold.state == null ? Run.NO_DATA : fold.state.run();
    if (fold.lastSign != NONE && now > fold.lastSign) {
      closeStretch(fold, now);
      last = stretches.get(stretches.size() - 1).run;
    }
    return start;
  }

  private void closeStretch(Fold fold, long at) {
    if (fold.lastSign == NONE || at <= fold.lastSign) {
      return;
    }
    Run run = fold.runBetween(fold.lastSign, at, settings);
    MachineState state = run == Run.NO_DATA ? MachineState.UNKNOWN : fold.state;
    Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
    if (last != null && last.state == state && last.run == run && last.to == fold.lastSign) {
      last.to = at;
    } else {
      stretches.add(new Stretch(fold.lastSign, at, state, run));
    }
  }

  private Counted counted(
      Fact.OfCount fact, long since, double total, double good, double scrap, double rework) {
    double pieces = fact.cycles() ? settings.piecesPerCycle() : 1;
    double s = orZero(scrap) * pieces;
    double r = orZero(rework) * pieces;
    double t = Double.isNaN(total) ? orZero(good) * pieces + s + r : total * pieces;
    double g = Double.isNaN(good) ? t - s - r : good * pieces;
    return new Counted(fact, since, t, g, s, r);
  }

  private Counted difference(Fact.OfCount fact, Counters c) {
    return counted(
        fact,
        c.deltaFrom,
        Double.isNaN(fact.total()) ? Double.NaN : c.delta[0],
        Double.isNaN(fact.good()) ? Double.NaN : c.delta[1],
        c.delta[2],
        c.delta[3]);
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  /** Puts stretches together to stops. */
  private void group() {
    Stop current = null;
    Stop ended = null;
    long upFrom = context.upStart;
    int upIndex = 0;
    Run previous = context.run;
    if (context.stopStart != NONE) {
      Stop carried = new Stop(context.stopStart, stateAtStart());
      stops.add(carried);
      if (previous == Run.DOWN) {
        current = carried;
      } else {
        ended = carried;
        carried.end = context.upStart;
      }
    }
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      switch (stretch.run) {
        case DOWN -> {
          if (current == null) {
            boolean tooShort =
                ended != null && previous == Run.UP && stretch.from - upFrom < settings.minRun();
            if (tooShort) {
              current = ended;
              current.end = NONE;
              for (int j = upIndex; j < i; j++) {
                stretches.get(j).stop = current;
              }
            } else {
              current = new Stop(stretch.from, stretch.state);
              stops.add(current);
            }
          }
          stretch.stop = current;
          current.lasted = stretch.to;
        }
        case UP -> {
          if (previous == Run.DOWN && current != null) {
            current.end = stretch.from;
            ended = current;
            current = null;
            upFrom = stretch.from;
            upIndex = i;
          } else if (previous != Run.UP) {
            ended = null;
          }
        }
        case SETUP, NO_DATA -> {
          if (current != null) {
            current.end = stretch.from;
            current = null;
          }
          ended = null;
        }
      }
      previous = stretch.run;
    }
    boolean standsAgain =
        current == null && ended != null && previous == Run.UP && exhausted && last == Run.DOWN;
    if (standsAgain && lastSign - upFrom < settings.minRun()) {
      // it stopped this very instant: no time has passed since, and yet the short run has ended
      current = ended;
      current.end = NONE;
      current.lasted = lastSign;
      for (int j = upIndex; j < stretches.size(); j++) {
        stretches.get(j).stop = current;
      }
    }
    if (current != null && exhausted && last != Run.DOWN) {
      current.end = current.lasted;
    } else if (current != null && !exhausted) {
      throw new IllegalStateException("a stop was left undecided at " + current.start);
    }
  }

  /**
   * The state a stop that began before the interval goes on with; good enough for its later part.
   */
  private MachineState stateAtStart() {
    return context.state == null ? MachineState.UNKNOWN : context.state;
  }

  /** Index of the last stretch that began before an instant, or −1. */
  int lastBefore(long instant) {
    int low = 0;
    int high = stretches.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (stretches.get(middle).from < instant) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** Index of the stretch that covers an instant, or −1. */
  int indexAt(long instant) {
    int low = 0;
    int high = stretches.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Stretch stretch = stretches.get(middle);
      if (instant < stretch.from) {
        high = middle - 1;
      } else if (instant >= stretch.to) {
        low = middle + 1;
      } else {
        return middle;
      }
    }
    return -1;
  }
}
