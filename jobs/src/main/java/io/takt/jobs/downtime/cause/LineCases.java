package io.takt.jobs.downtime.cause;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.downtime.cause.LineEvent.AlarmTold;
import io.takt.jobs.downtime.cause.LineEvent.AnomalyTold;
import io.takt.jobs.downtime.cause.LineEvent.OrderTold;
import io.takt.jobs.downtime.cause.LineEvent.Placed;
import io.takt.jobs.downtime.cause.LineEvent.Removed;
import io.takt.jobs.downtime.cause.LineEvent.StateTold;
import io.takt.jobs.downtime.cause.LineEvent.StopGone;
import io.takt.jobs.downtime.cause.LineEvent.StopTold;
import io.takt.jobs.downtime.cause.LineEvent.WordTold;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Puts together what is known of each stop of one line, anew whenever something that bears on it is
 * told. What is known depends on the set of events alone, not on their order.
 *
 * <p>Holds no state of its own between calls.
 */
public final class LineCases {
  private static final long HOUR = 3_600_000;

  /** Evidence older than this behind the newest event is forgotten. */
  static final long EVIDENCE = 24 * HOUR;

  /** Something told of one machine bears on stops of the line that begin so soon after it. */
  private static final long NEAR = HOUR;

  private final long horizon;

  /** Receives stops as they now are. */
  public interface Listener {
    /** All that is known of a stop is now this. */
    void stop(StopCase stop);

    /** There is no such stop any more. */
    void gone(StopKey stop);
  }

  /**
   * @param horizon so long after its end a stop may still change, in milliseconds
   */
  public LineCases(long horizon) {
    this.horizon = horizon;
  }

  /** Takes an event and says which stops it changes. */
  public void accept(LineHistory line, LineEvent event, Listener out) {
    MachineHistory machine =
        line.machines.computeIfAbsent(event.asset(), asset -> new MachineHistory(null));
    if (event instanceof Placed placed) {
      if (!placed.equals(machine.place)) {
        machine.place = placed;
        for (MachineHistory each : line.machines.values()) {
          retell(line, each, Long.MIN_VALUE, Long.MAX_VALUE, out);
        }
      }
    } else if (event instanceof Removed) {
      line.machines.remove(event.asset());
    } else if (event instanceof StateTold told) {
      line.newest = Math.max(line.newest, told.at());
      if (machine.state(told.at(), told.state())) {
        stateChanged(line, machine, told.at(), out);
      }
    } else if (event instanceof AlarmTold told) {
      machine.alarms.put(new MachineHistory.AlarmKey(told.at(), told.code(), told.active()), told);
      foretells(line, machine, told.at(), out);
    } else if (event instanceof AnomalyTold told) {
      if (told.severity() > 0) {
        machine.anomalies.put(told.at(), told);
      } else {
        machine.anomalies.remove(told.at());
      }
      foretells(line, machine, told.at(), out);
    } else if (event instanceof OrderTold told) {
      machine.orders.put(told.at(), told.order());
      foretells(line, machine, told.at(), out);
    } else if (event instanceof WordTold told) {
      if (told.takesBack() != null) {
        machine.takenBack.add(told.takesBack());
      } else {
        machine.words.put(told.id(), told);
      }
      said(line, machine, told, out);
    } else if (event instanceof StopTold told) {
      boolean changed = !told.equals(machine.stops.put(told.start(), told));
      line.newest = Math.max(line.newest, told.start());
      if (changed) {
        retell(line, machine, told.start(), told.start() + NEAR, out);
      }
    } else if (event instanceof StopGone told) {
      machine.stops.remove(told.start());
      machine.told.remove(told.start());
      out.gone(new StopKey(told.asset(), told.start()));
      retell(line, machine, told.start(), told.start() + NEAR, out);
    }
    forget(line);
  }

  /** A state bears on the stop it lies in, and on stops of the line that begin soon after. */
  private void stateChanged(LineHistory line, MachineHistory machine, long at, Listener out) {
    for (MachineHistory each : line.machines.values()) {
      retell(line, each, at, at + NEAR, out);
    }
    around(line, machine, at, out);
  }

  /** The stop it lies in: a machine that waits may fail before it runs again. */
  private void around(LineHistory line, MachineHistory machine, long at, Listener out) {
    Map.Entry<Long, StopTold> around = machine.stops.lowerEntry(at);
    if (around != null && (around.getValue().end() == NONE || around.getValue().end() >= at)) {
      tell(line, line.inOrder(), machine, around.getValue(), out);
    }
  }

  /** A word bears on the stops it speaks of, and one that takes it back on the same. */
  private void said(LineHistory line, MachineHistory machine, WordTold word, Listener out) {
    WordTold meant = word.takesBack() == null ? word : machine.words.get(word.takesBack());
    if (meant == null) {
      return;
    }
    Long first = machine.stops.floorKey(meant.from());
    retell(
        line,
        machine,
        first == null ? meant.from() : first,
        meant.to() == NONE ? meant.from() : meant.to(),
        out);
  }

  /** Alarms, signals and orders bear on the stop they lie in, and those that begin soon after. */
  private void foretells(LineHistory line, MachineHistory machine, long at, Listener out) {
    line.newest = Math.max(line.newest, at);
    retell(line, machine, at - CaseOf.ALARMS_AFTER, at + NEAR, out);
    around(line, machine, at - CaseOf.ALARMS_AFTER, out);
  }

  /** Says what is known of the stops that begin in an interval and have changed. */
  private void retell(LineHistory line, MachineHistory machine, long from, long to, Listener out) {
    NavigableMap<Long, StopTold> stops = machine.stops.subMap(from, true, to, true);
    if (!stops.isEmpty()) {
      List<MachineHistory> inOrder = line.inOrder();
      for (StopTold stop : stops.values()) {
        tell(line, inOrder, machine, stop, out);
      }
    }
  }

  private void tell(
      LineHistory line,
      List<MachineHistory> inOrder,
      MachineHistory machine,
      StopTold stop,
      Listener out) {
    if (machine.place == null) {
      return;
    }
    StopCase before = machine.told.get(stop.start());
    boolean evidenceGone =
        line.prunedAt != Long.MIN_VALUE && stop.start() - 2 * NEAR < line.prunedAt - EVIDENCE;
    CaseOf stopCase = new CaseOf(line, inOrder, machine, stop);
    StopCase now = evidenceGone ? stopCase.faded() : stopCase.build();
    if (!now.equals(before)) {
      machine.told.put(stop.start(), now);
      out.stop(now);
    }
  }

  private void forget(LineHistory line) {
    if (line.newest == Long.MIN_VALUE || line.newest - HOUR < line.prunedAt) {
      return;
    }
    line.prunedAt = line.newest;
    for (MachineHistory machine : line.machines.values()) {
      machine.prune(line.newest - EVIDENCE, line.newest - 2 * HOUR, line.newest - horizon);
    }
  }
}
