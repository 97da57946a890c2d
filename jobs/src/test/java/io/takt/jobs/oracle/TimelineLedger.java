package io.takt.jobs.oracle;

import io.takt.jobs.timeline.Fact;

/** The ledger as the timeline books it: tables first, then fact by fact, then the clock. */
final class TimelineLedger implements LedgerOf {

  private static final long WEEK = 7 * 86_400_000L;

  @Override
  public Ledger of(Scenario scenario) {
    Plant plant = plantFor(scenario);
    plant.settings(scenario.settings());
    plant.calendar(scenario.calendar());
    scenario.reasons().forEach(plant::reason);
    scenario.rates().forEach(plant::rates);
    scenario.orders().values().forEach(plant::order);
    long now = Long.MIN_VALUE;
    for (Fact fact : scenario.facts()) {
      plant.accept(fact);
      if (fact.at() > now) {
        now = fact.at();
        plant.advance(now);
      }
    }
    plant.advance(scenario.now());
    return plant.ledger();
  }

  static Plant plantFor(Scenario scenario) {
    long from = scenario.now();
    for (Fact fact : scenario.facts()) {
      from = Math.min(from, fact.touches());
    }
    if (scenario.settings().bookedFrom() != Fact.NONE) {
      from = Math.min(from, scenario.settings().bookedFrom());
    }
    return new Plant(scenario.settings().asset(), from - WEEK, scenario.now() + WEEK);
  }
}
