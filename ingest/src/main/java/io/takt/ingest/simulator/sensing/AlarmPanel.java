package io.takt.ingest.simulator.sensing;

import io.takt.ingest.simulator.Dice;
import io.takt.ingest.simulator.floor.Agenda;
import io.takt.ingest.simulator.floor.Incident;
import io.takt.ingest.simulator.master.Cause;
import java.util.ArrayList;
import java.util.List;

/**
 * One machine's alarms: warnings as a cause shows, faults as the machine stops, consequences after.
 */
public final class AlarmPanel {
  private static final long SECOND = 1_000;

  /* Sensors are nervous: a warning of something else comes as well. */
  private static final double FALSE_WARNING = 0.15;
  private static final List<String> WARNINGS =
      List.of("W-VIBRATION", "W-TEMPERATURE", "W-PRESSURE", "W-SIGNAL");

  private final Agenda agenda;
  private final Controller controller;
  private final Dice dice;

  /** The panel of a machine. */
  public AlarmPanel(long seed, int machine, Agenda agenda, Controller controller) {
    this.agenda = agenda;
    this.controller = controller;
    this.dice = Dice.of(seed, "alarms-" + machine);
  }

  /** A cause begins to show. */
  public void incidentLooms(long onset, long due, Cause cause, boolean silent) {
    if (silent) {
      return;
    }
    falseWarning(due - 1_200 * SECOND, due);
    for (String code : cause.warnings()) {
      long at = onset + (long) ((due - onset) * dice.between(0.3, 0.9));
      agenda.at(at, now -> controller.alarm(now, code, true));
      agenda.at(
          at + dice.between(60 * SECOND, 600 * SECOND), now -> controller.alarm(now, code, false));
    }
  }

  private void falseWarning(long from, long until) {
    if (dice.chance(FALSE_WARNING)) {
      String code = WARNINGS.get(dice.below(WARNINGS.size()));
      long at = dice.between(from, until);
      raise(at, at + dice.between(60 * SECOND, 300 * SECOND), code);
    }
  }

  /** The machine stopped. */
  public void incidentBegan(Incident incident) {
    if (incident.silent()) {
      return;
    }
    Cause cause = incident.cause();
    long from = incident.from();
    for (String code : cause.faults()) {
      long at = from + dice.between(0L, 1_500L);
      if (cause.chatters()) {
        at = chatter(at, code);
      }
      raise(at, incident.to(), code);
    }
    for (String code : cause.consequences()) {
      raise(from + dice.between(2 * SECOND, 9 * SECOND), incident.to(), code);
    }
  }

  private long chatter(long from, String code) {
    long at = from;
    int times = 3 + dice.below(4);
    for (int i = 0; i < times; i++) {
      raise(at, at + SECOND, code);
      at += dice.between(3 * SECOND, 8 * SECOND);
    }
    return at;
  }

  private void raise(long at, long until, String code) {
    agenda.at(at, now -> controller.alarm(now, code, true));
    agenda.at(until, now -> controller.alarm(now, code, false));
  }

  /** Alarms and signals that show an incident, in the order they come. */
  public static List<String> evidence(Incident incident) {
    Cause cause = incident.cause();
    List<String> evidence = new ArrayList<>();
    if (cause.leadMinutes() > 0) {
      drift(evidence, "temperature", cause.temperatureDrift());
      drift(evidence, "vibration", cause.vibrationDrift());
      drift(evidence, "power", cause.powerDrift());
    }
    if (!incident.silent()) {
      evidence.addAll(cause.warnings());
      evidence.addAll(cause.faults());
      evidence.addAll(cause.consequences());
    }
    return evidence;
  }

  private static void drift(List<String> evidence, String signal, double drift) {
    if (drift != 0) {
      evidence.add(signal + (drift > 0 ? " high" : " low"));
    }
  }
}
