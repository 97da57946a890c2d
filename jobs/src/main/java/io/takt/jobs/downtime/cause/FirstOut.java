package io.takt.jobs.downtime.cause;

import io.takt.jobs.downtime.cause.StopCase.AlarmSeen;
import io.takt.jobs.timeline.AlarmSeverity;
import java.util.ArrayList;
import java.util.List;

/**
 * Which alarm of a stop came first of itself: the earliest fault that neither chatters nor, as was
 * learned, follows from another alarm of the stop.
 */
final class FirstOut {
  /** So many stops must have shown two alarms in one order … */
  private static final double ENOUGH = 5;

  /** … in so large a share of those that had both … */
  private static final double ONE_ORDER = 0.9;

  /** … and the first must bring the second so often. */
  private static final double AS_A_RULE = 0.5;

  private final CauseMemory memory;

  FirstOut(CauseMemory memory) {
    this.memory = memory;
  }

  /**
   * A stop's faults by role.
   *
   * @param code the first-out alarm; null: none
   * @param consequences those that follow from others
   */
  record Found(String code, List<String> consequences) {}

  Found of(String assetClass, List<AlarmSeen> alarms) {
    List<AlarmSeen> faults = faults(alarms);
    List<String> consequences = new ArrayList<>();
    String first = null;
    String firstThatChatters = null;
    for (AlarmSeen fault : faults) {
      if (follows(assetClass, fault, faults)) {
        consequences.add(fault.code());
      } else if (fault.chatters()) {
        firstThatChatters = firstThatChatters == null ? fault.code() : firstThatChatters;
      } else if (first == null) {
        first = fault.code();
      }
    }
    if (first == null) {
      first = firstThatChatters;
    }
    if (first == null && !faults.isEmpty()) {
      first = faults.get(0).code();
      consequences.remove(first);
    }
    return new Found(first, consequences);
  }

  private static List<AlarmSeen> faults(List<AlarmSeen> alarms) {
    List<AlarmSeen> faults = new ArrayList<>();
    for (AlarmSeen alarm : alarms) {
      if (alarm.severity().compareTo(AlarmSeverity.FAULT) >= 0) {
        faults.add(alarm);
      }
    }
    return faults;
  }

  private boolean follows(String assetClass, AlarmSeen later, List<AlarmSeen> faults) {
    for (AlarmSeen earlier : faults) {
      if (earlier.at() < later.at() && isConsequence(assetClass, earlier.code(), later.code())) {
        return true;
      }
    }
    return false;
  }

  private boolean isConsequence(String assetClass, String earlier, String later) {
    double inOrder = count(after(assetClass, earlier), later);
    double inReverse = count(after(assetClass, later), earlier);
    double stops = count(stopsWith(assetClass), earlier);
    return inOrder >= ENOUGH
        && inOrder >= ONE_ORDER * (inOrder + inReverse)
        && inOrder >= AS_A_RULE * stops;
  }

  private double count(String tally, String code) {
    Tally found = memory.tally(tally);
    return found == null ? 0 : found.of(code);
  }

  /** The codes of a stop's faults in order, to be learned once. */
  static List<String> order(List<AlarmSeen> alarms) {
    List<String> codes = new ArrayList<>();
    for (AlarmSeen fault : faults(alarms)) {
      codes.add(fault.code());
    }
    return codes;
  }

  /** Learns in which order alarms came, or with -1 forgets it. */
  void learn(String assetClass, List<String> order, double weight, long at) {
    for (int i = 0; i < order.size(); i++) {
      add(stopsWith(assetClass), order.get(i), weight, at);
      for (int j = i + 1; j < order.size(); j++) {
        add(after(assetClass, order.get(i)), order.get(j), weight, at);
      }
    }
  }

  private void add(String name, String code, double weight, long at) {
    Tally tally = memory.tally(name);
    if (tally == null) {
      tally = new Tally();
    }
    tally.add(code, weight, at);
    memory.keep(name, tally);
  }

  private static String after(String assetClass, String code) {
    return "after|" + assetClass + "|" + code;
  }

  private static String stopsWith(String assetClass) {
    return "with|" + assetClass;
  }
}
