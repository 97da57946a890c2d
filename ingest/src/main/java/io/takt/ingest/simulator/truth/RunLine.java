package io.takt.ingest.simulator.truth;

import java.util.ArrayList;
import java.util.List;

/** One asset's time as stretches: ran, stood, was set up, or nobody knows. */
final class RunLine {
  private final List<Stretch> stretches = new ArrayList<>();

  private RunLine() {}

  /**
   * The stretches of [from, to) without gaps; runs too short between two stops are part of the
   * stop.
   */
  static List<Stretch> of(AssetHistory history, long from, long to, long minRunMs) {
    RunLine line = new RunLine();
    List<AssetHistory.Change> changes = history.changes();
    long known = changes.isEmpty() ? to : Math.max(from, changes.get(0).at());
    line.add(from, known, Run.NO_DATA);
    for (int i = 0; i < changes.size(); i++) {
      long end = i + 1 < changes.size() ? changes.get(i + 1).at() : to;
      line.add(Math.max(from, changes.get(i).at()), end, Run.of(changes.get(i).condition()));
    }
    RunLine heard = new RunLine();
    List<AssetHistory.Silence> silences = history.silences(to);
    int next = 0;
    for (Stretch stretch : line.stretches) {
      long at = stretch.from();
      while (next < silences.size() && silences.get(next).from() < stretch.to()) {
        AssetHistory.Silence silence = silences.get(next);
        heard.add(at, silence.from(), stretch.run());
        heard.add(Math.max(at, silence.from()), Math.min(stretch.to(), silence.to()), Run.NO_DATA);
        at = Math.max(at, Math.min(stretch.to(), silence.to()));
        if (silence.to() > stretch.to()) {
          break;
        }
        next++;
      }
      heard.add(at, stretch.to(), stretch.run());
    }
    return minRunMs > 0 ? withoutShortRuns(heard.stretches, minRunMs) : heard.stretches;
  }

  private static List<Stretch> withoutShortRuns(List<Stretch> stretches, long minRunMs) {
    RunLine merged = new RunLine();
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      boolean tooShort =
          stretch.run() == Run.UP
              && stretch.to() - stretch.from() < minRunMs
              && i > 0
              && stretches.get(i - 1).run() == Run.DOWN
              && i + 1 < stretches.size()
              && stretches.get(i + 1).run() == Run.DOWN;
      merged.add(stretch.from(), stretch.to(), tooShort ? Run.DOWN : stretch.run());
    }
    return merged.stretches;
  }

  private void add(long from, long to, Run run) {
    if (to <= from) {
      return;
    }
    int last = stretches.size() - 1;
    if (last >= 0 && stretches.get(last).run() == run) {
      stretches.set(last, new Stretch(stretches.get(last).from(), to, run));
    } else {
      stretches.add(new Stretch(from, to, run));
    }
  }
}
