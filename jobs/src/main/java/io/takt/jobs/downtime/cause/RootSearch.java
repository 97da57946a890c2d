package io.takt.jobs.downtime.cause;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.downtime.cause.StopCase.Root;
import io.takt.jobs.timeline.MachineState;
import io.takt.jobs.timeline.MachineState.Run;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The first machine that failed, along the line: a starved machine waits for those before it, a
 * blocked one for those after it, and one that waits itself passes the question on.
 */
final class RootSearch {
  private final List<MachineHistory> line;
  private final BufferDelays delays;

  RootSearch(List<MachineHistory> line, BufferDelays delays) {
    this.line = line;
    this.delays = delays;
  }

  /** What a machine that began to wait at {@code at} waits for; null: not known. */
  Root of(MachineHistory waiting, long at, MachineState how) {
    int index = line.indexOf(waiting);
    return index < 0 ? null : follow(index, at, at, how);
  }

  private Root follow(int index, long at, long stopStart, MachineState how) {
    int next = how == MachineState.STARVED ? index - 1 : index + 1;
    if (next < 0 || next >= line.size()) {
      return null;
    }
    MachineHistory waiting = line.get(index);
    MachineHistory asked = line.get(next);
    long reach = delays.reach(asked.place.asset(), waiting.place.asset());
    Standstill found = last(asked, at - reach, at);
    if (found == null) {
      return null;
    }
    if (found.main == how) {
      Root further = follow(next, found.from, stopStart, how);
      // Nothing beyond: it waits for what comes from outside the line.
      boolean atTheEdge = how == MachineState.STARVED ? next == 0 : next == line.size() - 1;
      return further != null || !atTheEdge
          ? further
          : new Root(asked.place.asset(), found.from, found.main);
    }
    if (found.main == MachineState.STARVED || found.main == MachineState.BLOCKED) {
      return null;
    }
    if (found.goesOn) {
      delays.learn(asked.place.asset(), waiting.place.asset(), at, at - found.from);
    }
    return new Root(asked.place.asset(), found.from, found.main);
  }

  /** A stretch without production, and the state it mostly was. */
  private record Standstill(long from, MachineState main, boolean goesOn) {}

  /** The standstill that goes on at {@code to}; else the longest that ended since {@code from}. */
  private static Standstill last(MachineHistory machine, long from, long to) {
    Standstill best = null;
    long longest = 0;
    long end = to;
    Long at = machine.states.floorKey(to);
    while (at != null && end > from) {
      long start = at;
      boolean up = machine.states.get(at).run() == Run.UP;
      Map<MachineState, Long> lengths = new EnumMap<>(MachineState.class);
      while (at != null && (machine.states.get(at).run() == Run.UP) == up) {
        lengths.merge(machine.states.get(at), end - at, Long::sum);
        start = at;
        end = at;
        at = machine.states.lowerKey(at);
      }
      if (up) {
        continue;
      }
      long length = 0;
      for (long part : lengths.values()) {
        length += part;
      }
      boolean goesOn = start + length >= to;
      if (goesOn) {
        return new Standstill(start, main(lengths), true);
      }
      if (length > longest) {
        longest = length;
        best = new Standstill(start, main(lengths), false);
      }
    }
    return best;
  }

  private static MachineState main(Map<MachineState, Long> lengths) {
    MachineState main = null;
    long longest = NONE;
    for (Map.Entry<MachineState, Long> state : lengths.entrySet()) {
      if (state.getValue() > longest) {
        longest = state.getValue();
        main = state.getKey();
      }
    }
    return main;
  }
}
