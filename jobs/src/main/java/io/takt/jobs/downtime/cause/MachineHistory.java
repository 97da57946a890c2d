package io.takt.jobs.downtime.cause;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.downtime.cause.LineEvent.AlarmTold;
import io.takt.jobs.downtime.cause.LineEvent.AnomalyTold;
import io.takt.jobs.downtime.cause.LineEvent.Placed;
import io.takt.jobs.downtime.cause.LineEvent.StopTold;
import io.takt.jobs.downtime.cause.LineEvent.WordTold;
import io.takt.jobs.timeline.MachineState;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is remembered of one machine of a line, each by time. */
public final class MachineHistory {
  Placed place;
  final TreeMap<Long, MachineState> states = new TreeMap<>();

  /** By time and code, so that a repeated delivery changes nothing. */
  final TreeMap<AlarmKey, AlarmTold> alarms = new TreeMap<>();

  final TreeMap<Long, StopTold> stops = new TreeMap<>();
  final TreeMap<Long, AnomalyTold> anomalies = new TreeMap<>();
  final Map<String, WordTold> words = new HashMap<>();
  final TreeSet<String> takenBack = new TreeSet<>();
  final TreeMap<Long, String> orders = new TreeMap<>();

  /** What was last told of each stop; not kept over a restart: then it is told again. */
  final Map<Long, StopCase> told = new HashMap<>();

  record AlarmKey(long at, String code, boolean active) implements Comparable<AlarmKey> {
    @Override
    public int compareTo(AlarmKey other) {
      int byTime = Long.compare(at, other.at);
      if (byTime != 0) {
        return byTime;
      }
      int byCode = code.compareTo(other.code);
      return byCode != 0 ? byCode : Boolean.compare(active, other.active);
    }

    /** Before every alarm of that instant. */
    static AlarmKey from(long at) {
      return new AlarmKey(at, "", false);
    }
  }

  MachineHistory(Placed place) {
    this.place = place;
  }

  /** State in effect at {@code at}; null: not known. */
  MachineState stateAt(long at) {
    Map.Entry<Long, MachineState> entry = states.floorEntry(at);
    return entry == null ? null : entry.getValue();
  }

  /** Since when the machine has been in the state of {@code at}; NONE: not known. */
  long stateSince(long at) {
    Map.Entry<Long, MachineState> entry = states.floorEntry(at);
    if (entry == null) {
      return NONE;
    }
    long since = entry.getKey();
    for (Map.Entry<Long, MachineState> before :
        states.headMap(since, false).descendingMap().entrySet()) {
      if (before.getValue() != entry.getValue()) {
        break;
      }
      since = before.getKey();
    }
    return since;
  }

  /** Keeps a state; false: it was so before, too. A repeated one may part others that come late. */
  boolean state(long at, MachineState state) {
    boolean same = stateAt(at) == state;
    states.put(at, state);
    return !same;
  }

  /** Drops states that repeat the one before; later than this nothing comes between them. */
  private void dropRepeated(long before) {
    MachineState last = null;
    for (Iterator<MachineState> state = states.headMap(before, false).values().iterator();
        state.hasNext(); ) {
      MachineState next = state.next();
      if (next == last) {
        state.remove();
      }
      last = next;
    }
  }

  /**
   * Forgets what lies before {@code evidence}, states that are {@code repeated} before then, and
   * stops that ended before {@code below}.
   */
  void prune(long evidence, long repeated, long below) {
    dropRepeated(repeated);
    Long inEffect = states.floorKey(evidence);
    if (inEffect != null) {
      states.headMap(inEffect, false).clear();
    }
    alarms.headMap(AlarmKey.from(evidence), false).clear();
    anomalies.headMap(evidence, false).clear();
    Long order = orders.floorKey(evidence);
    if (order != null) {
      orders.headMap(order, false).clear();
    }
    stops.values().removeIf(stop -> stop.end() != NONE && stop.end() < below && told(stop.start()));
    words.values().removeIf(word -> Math.max(word.at(), word.from()) < below && old(word));
    if (words.isEmpty()) {
      takenBack.clear();
    }
  }

  private boolean told(long start) {
    told.remove(start);
    return true;
  }

  /** No stop that is remembered can be meant. */
  private boolean old(WordTold word) {
    return stops.isEmpty() || word.at() < stops.firstKey();
  }
}
