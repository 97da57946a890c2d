package io.takt.ingest.simulator.people;

import io.takt.avro.OperatorEventKind;
import io.takt.ingest.simulator.Dice;
import io.takt.ingest.simulator.floor.Agenda;
import io.takt.ingest.simulator.floor.Incident;
import io.takt.ingest.simulator.master.StopReason;
import java.util.List;

/**
 * What people say about stops: the right reason, a wrong one, late, taken back, in parts, or
 * nothing.
 */
public final class StopTalk {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final double MISSING = 0.22;
  private static final double WRONG = 0.12;

  private final Agenda agenda;
  private final Tablet tablet;
  private final Dice dice;

  /** The people of one line. */
  public StopTalk(long seed, int line, Agenda agenda, Tablet tablet) {
    this.agenda = agenda;
    this.tablet = tablet;
    this.dice = Dice.of(seed, "stop-talk-" + line);
  }

  /** A machine stopped; somebody may say why, in time. */
  public void incidentBegan(Incident incident) {
    double way = dice.between(0.0, 1.0);
    if (way < MISSING) {
      if (dice.chance(0.3)) {
        agenda.at(
            incident.to() + MINUTE,
            now ->
                tablet.enter(
                    now,
                    new Tablet.Entry(asset(incident), OperatorEventKind.NOTE)
                        .span(incident.from(), incident.to())
                        .note("Schichtführer gerufen")));
      }
      return;
    }
    long length = incident.to() - incident.from();
    String reason = dice.chance(WRONG) ? other(incident) : incident.cause().reason();
    if (way < 0.30 && length > 10 * MINUTE) {
      agenda.at(incident.to() + 2 * MINUTE, now -> sayInParts(now, incident));
    } else if (way < 0.55) {
      // Said while it stands, of this very moment.
      agenda.at(
          incident.from() + (long) (length * dice.between(0.2, 0.8)),
          now -> check(now, incident, reason, say(now, incident, reason, now)));
    } else {
      long delay =
          way < 0.85 ? dice.between(20 * SECOND, 20 * MINUTE) : dice.between(HOUR, 5 * HOUR);
      agenda.at(
          incident.to() + delay,
          now -> check(now, incident, reason, saySpan(now, incident, reason)));
    }
  }

  private String say(long now, Incident incident, String reason, long from) {
    return tablet.enter(
        now,
        new Tablet.Entry(asset(incident), OperatorEventKind.REASON_GIVEN)
            .from(from)
            .reason(reason));
  }

  private String saySpan(long now, Incident incident, String reason) {
    return tablet.enter(
        now,
        new Tablet.Entry(asset(incident), OperatorEventKind.REASON_GIVEN)
            .span(incident.from() + 2 * SECOND, incident.to() - 2 * SECOND)
            .reason(reason));
  }

  /* A wrong reason may be noticed: taken back, and sometimes put right. */
  private void check(long now, Incident incident, String reason, String eventId) {
    if (!reason.equals(incident.cause().reason()) && dice.chance(0.5)) {
      agenda.at(
          Math.max(now, incident.to()) + dice.between(5 * MINUTE, 2 * HOUR),
          then -> {
            tablet.withdraw(then, asset(incident), eventId);
            if (dice.chance(0.6)) {
              saySpan(then, incident, incident.cause().reason());
            }
          });
    }
  }

  private void sayInParts(long now, Incident incident) {
    long from = incident.from();
    long cut = from + (incident.to() - from) / 3;
    tablet.enter(
        now,
        new Tablet.Entry(asset(incident), OperatorEventKind.STOP_SPLIT)
            .span(from, incident.to())
            .splitAt(List.of(cut)));
    tablet.enter(
        now,
        new Tablet.Entry(asset(incident), OperatorEventKind.REASON_GIVEN)
            .span(from + SECOND, cut)
            .reason("MATERIAL"));
    tablet.enter(
        now,
        new Tablet.Entry(asset(incident), OperatorEventKind.REASON_GIVEN)
            .span(cut, incident.to() - SECOND)
            .reason(incident.cause().reason()));
  }

  private String other(Incident incident) {
    if (dice.chance(0.1)) {
      return StopReason.UNHEARD_OF;
    }
    StopReason drawn = StopReason.ALL.get(dice.below(StopReason.ALL.size()));
    return drawn.code().equals(incident.cause().reason()) ? "JAM" : drawn.code();
  }

  private static String asset(Incident incident) {
    return incident.machine().spec().assetId();
  }
}
