package io.takt.jobs.downtime.cause;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.downtime.cause.Finding.Evidence;
import io.takt.jobs.downtime.cause.Finding.Kind;
import io.takt.jobs.downtime.cause.StopCase.AlarmSeen;
import io.takt.jobs.downtime.cause.StopCase.Context;
import io.takt.jobs.downtime.cause.StopCase.Deviation;
import io.takt.jobs.downtime.cause.StopCase.Neighbour;
import io.takt.jobs.timeline.AlarmSeverity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a cause rests on, in words. */
final class Reasons {
  private static final int MOST_SIMILAR = 3;
  private static final double ALIKE = 0.5;
  private static final int MOST_SIGNALS = 5;
  private static final long SECOND = 1_000;

  private Reasons() {}

  static List<Evidence> of(
      StopCase stop, FirstOut.Found found, List<PastStop> past, List<String> tokens) {
    List<Evidence> evidence = new ArrayList<>();
    for (AlarmSeen alarm : stop.alarms()) {
      evidence.add(alarm(stop, alarm, found));
    }
    evidence.sort(Comparator.comparing(e -> e.kind() == Kind.FIRST_OUT ? 0 : 1));
    for (Deviation deviation :
        stop.deviations().subList(0, Math.min(MOST_SIGNALS, stop.deviations().size()))) {
      evidence.add(
          new Evidence(
              Kind.ANOMALY, deviation.signal(), deviation.at(), "was " + deviation.direction()));
    }
    if (stop.root() != null) {
      evidence.add(
          new Evidence(
              Kind.NEIGHBOUR, stop.root().asset(), stop.root().startedAt(), sentence(stop)));
    }
    for (Neighbour neighbour : stop.neighbours()) {
      evidence.add(
          new Evidence(
              Kind.NEIGHBOUR,
              neighbour.asset(),
              neighbour.since(),
              (neighbour.upstream() ? "upstream, " : "downstream, ") + neighbour.state()));
    }
    if (stop.before() != null) {
      evidence.add(
          new Evidence(
              Kind.STATE,
              "",
              NONE,
              stop.before() + " for " + stop.ranFor() / SECOND + " s before"));
    }
    if (stop.minorStops() > 0) {
      evidence.add(
          new Evidence(Kind.MINOR_STOPS, "", NONE, stop.minorStops() + " in the half hour before"));
    }
    add(evidence, Kind.PRODUCT, stop.product(), NONE);
    add(evidence, Kind.ORDER, stop.order(), stop.orderSince());
    add(evidence, Kind.SHIFT, stop.shift(), NONE);
    similar(stop, past, tokens, evidence);
    return evidence;
  }

  private static void add(List<Evidence> evidence, Kind kind, String subject, long at) {
    if (subject != null) {
      evidence.add(new Evidence(kind, subject, at, ""));
    }
  }

  private static Evidence alarm(StopCase stop, AlarmSeen alarm, FirstOut.Found found) {
    long after = alarm.at() - stop.start();
    String when =
        after >= 0
            ? after / SECOND + " s after the start"
            : -after / SECOND + " s before the start";
    Kind kind =
        alarm.code().equals(found.code())
            ? Kind.FIRST_OUT
            : found.consequences().contains(alarm.code())
                ? Kind.CONSEQUENCE
                : alarm.chatters() ? Kind.CHATTER : Kind.ALARM;
    return new Evidence(kind, alarm.code(), alarm.at(), alarm.severity().name() + ", " + when);
  }

  private static void similar(
      StopCase stop, List<PastStop> past, List<String> tokens, List<Evidence> evidence) {
    record Alike(PastStop stop, double share) {}
    Set<String> own = new HashSet<>(tokens);
    List<Alike> alike = new ArrayList<>();
    for (PastStop other : past) {
      int common = 0;
      for (String token : other.tokens()) {
        common += own.contains(token) ? 1 : 0;
      }
      double share = common / (double) (own.size() + other.tokens().size() - common);
      if (share >= ALIKE && !other.key().equals(stop.key())) {
        alike.add(new Alike(other, share));
      }
    }
    alike.sort(Comparator.comparingDouble(Alike::share).reversed());
    for (Alike other : alike.subList(0, Math.min(MOST_SIMILAR, alike.size()))) {
      evidence.add(
          new Evidence(
              Kind.SIMILAR_STOP,
              other.stop().key().asset(),
              other.stop().key().start(),
              "was " + other.stop().reason()));
    }
  }

  /** What line, calendar and orders say of a stop. */
  static String sentence(StopCase stop) {
    return switch (stop.context()) {
      case STARVED -> stop.root() == null ? "starved for unknown reason" : waits(stop, "starved");
      case BLOCKED -> stop.root() == null ? "blocked for unknown reason" : waits(stop, "blocked");
      case PLANNED_STOP -> "planned by the calendar";
      case NOT_SCHEDULED -> "not scheduled";
      case NO_ORDER -> "no order";
      case NO_DATA -> "the machine fell silent";
      case NONE -> "";
    };
  }

  private static String waits(StopCase stop, String how) {
    return how
        + " by "
        + stop.root().asset()
        + " ("
        + stop.root().state()
        + "), "
        + (stop.start() - stop.root().startedAt()) / SECOND
        + " s after it stopped";
  }

  static String decider(Context context) {
    return switch (context) {
      case STARVED, BLOCKED -> "line";
      case PLANNED_STOP, NOT_SCHEDULED -> "calendar";
      case NO_ORDER -> "orders";
      case NO_DATA, NONE -> "machine";
    };
  }

  /** When the last alarm or state that bears on it was there. */
  static long lastSeen(StopCase stop) {
    long last = stop.start();
    for (AlarmSeen alarm : stop.alarms()) {
      if (alarm.severity().compareTo(AlarmSeverity.WARNING) >= 0) {
        last = Math.max(last, alarm.at());
      }
    }
    return last;
  }
}
