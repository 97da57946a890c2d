package io.takt.jobs.oracle;

import io.takt.jobs.timeline.AssetSettings;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.MachineState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the machine did, from its first sign of life to {@code now} inclusive. */
final class Activity {

  /** A longest stretch of one run class; {@code merged}: a short run that belongs to a stop. */
  record Stretch(long start, long end, MachineState.Run run, boolean merged) {
    boolean covers(long instant) {
      return start <= instant && instant < end;
    }

    boolean stands() {
      return run == MachineState.Run.DOWN || merged;
    }
  }

  /** A stop; an open one ends after {@code now}. */
  record Stop(long start, long end, boolean open, long length) {
    boolean covers(long instant) {
      return start <= instant && instant < end;
    }
  }

  private record Silence(long start, long end) {}

  private final AcceptedFacts facts;
  private final AssetSettings settings;
  private final List<Silence> silences = new ArrayList<>();
  final List<Stretch> stretches = new ArrayList<>();
  final List<Stop> stops = new ArrayList<>();

  Activity(AcceptedFacts facts, AssetSettings settings, long now) {
    this.facts = facts;
    this.settings = settings;
    long end = now + 1;
    findSilences(now, end);
    findStretches(end);
    mergeShortRuns();
    findStops(now, end);
  }

  private void findSilences(long now, long end) {
    List<Long> signs = facts.signsOfLife();
    for (int i = 0; i < signs.size(); i++) {
      boolean last = i + 1 == signs.size();
      long next = last ? now : signs.get(i + 1);
      if (next - signs.get(i) > settings.noDataAfter()) {
        silences.add(new Silence(signs.get(i), last ? end : next));
      }
    }
  }

  /** Instants at which what the machine did may change. */
  void addBoundaries(Set<Long> boundaries) {
    facts.states.forEach(state -> boundaries.add(state.at()));
    silences.forEach(
        silence -> {
          boundaries.add(silence.start());
          boundaries.add(silence.end());
        });
  }

  /** State in effect, UNKNOWN where nobody knows. */
  MachineState stateAt(long instant) {
    boolean silent = silences.stream().anyMatch(s -> s.start() <= instant && instant < s.end());
    if (silent) {
      return MachineState.UNKNOWN;
    }
    MachineState state = MachineState.UNKNOWN;
    for (Fact.OfState fact : facts.states) {
      if (fact.at() <= instant) {
        MachineState canonical = settings.canonical(fact.word());
        state = canonical == null ? MachineState.UNKNOWN : canonical;
      }
    }
    return state;
  }

  private void findStretches(long end) {
    TreeSet<Long> boundaries = new TreeSet<>();
    addBoundaries(boundaries);
    boundaries.add(end);
    List<Long> points = boundaries.stream().filter(point -> point <= end).toList();
    for (int i = 0; i + 1 < points.size(); i++) {
      MachineState.Run run = stateAt(points.get(i)).run();
      int before = stretches.size() - 1;
      if (before >= 0 && stretches.get(before).run() == run) {
        stretches.set(
            before, new Stretch(stretches.get(before).start(), points.get(i + 1), run, false));
      } else {
        stretches.add(new Stretch(points.get(i), points.get(i + 1), run, false));
      }
    }
  }

  private void mergeShortRuns() {
    for (int i = 1; i + 1 < stretches.size(); i++) {
      Stretch run = stretches.get(i);
      if (run.run() == MachineState.Run.UP
          && run.end() - run.start() < settings.minRun()
          && stretches.get(i - 1).run() == MachineState.Run.DOWN
          && stretches.get(i + 1).run() == MachineState.Run.DOWN) {
        stretches.set(i, new Stretch(run.start(), run.end(), run.run(), true));
      }
    }
  }

  private void findStops(long now, long end) {
    int i = 0;
    while (i < stretches.size()) {
      if (!stretches.get(i).stands()) {
        i++;
        continue;
      }
      long start = stretches.get(i).start();
      while (i + 1 < stretches.size() && stretches.get(i + 1).stands()) {
        i++;
      }
      long stopEnd = stretches.get(i).end();
      boolean open = stopEnd == end;
      stops.add(new Stop(start, stopEnd, open, (open ? now : stopEnd) - start));
      i++;
    }
  }

  /** The stop that covers the instant, or null. */
  Stop stopAt(long instant) {
    return stops.stream().filter(stop -> stop.covers(instant)).findFirst().orElse(null);
  }
}
