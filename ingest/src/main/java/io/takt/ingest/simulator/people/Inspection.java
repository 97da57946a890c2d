package io.takt.ingest.simulator.people;

import io.takt.avro.OperatorEventKind;
import io.takt.ingest.simulator.Dice;
import io.takt.ingest.simulator.floor.Agenda;
import io.takt.ingest.simulator.sensing.Controller;

/**
 * What people find that one machine took for good: scrap and rework, reported about every two
 * hours.
 */
public final class Inspection {
  private static final long MINUTE = 60_000;

  private final String assetId;
  private final Controller controller;
  private final Tablet tablet;
  private final Dice dice;
  private long lookedAt;

  /** The inspection of one machine. */
  public Inspection(long seed, int machine, String assetId, Controller controller, Tablet tablet) {
    this.assetId = assetId;
    this.controller = controller;
    this.tablet = tablet;
    this.dice = Dice.of(seed, "inspection-" + machine);
  }

  /** Looks from now on, again and again. */
  public void begin(Agenda agenda) {
    lookedAt = agenda.now();
    agenda.at(agenda.now() + dice.between(50 * MINUTE, 130 * MINUTE), now -> look(agenda, now));
  }

  private void look(Agenda agenda, long now) {
    long from = lookedAt;
    lookedAt = now;
    long scrap = controller.takeUnsensedScrap();
    if (scrap > 0) {
      String said = report(now, OperatorEventKind.SCRAP_REPORTED, from, scrap);
      if (dice.chance(0.2)) {
        agenda.at(
            now + dice.between(5 * MINUTE, 40 * MINUTE),
            then -> {
              tablet.withdraw(then, assetId, said);
              if (scrap > 1) {
                tablet.enter(
                    then,
                    new Tablet.Entry(assetId, OperatorEventKind.SCRAP_REPORTED)
                        .span(from, now)
                        .quantity((double) (scrap - 1)));
              }
            });
      }
    }
    long rework = controller.takeUnsensedRework();
    if (rework > 0) {
      report(now, OperatorEventKind.REWORK_REPORTED, from, rework);
    }
    agenda.at(now + dice.between(70 * MINUTE, 150 * MINUTE), then -> look(agenda, then));
  }

  private String report(long now, OperatorEventKind kind, long from, long pieces) {
    Tablet.Entry entry = new Tablet.Entry(assetId, kind).quantity((double) pieces);
    return dice.chance(0.7)
        ? tablet.enter(now, entry.span(from, now))
        : tablet.enter(now, entry.from(now));
  }
}
