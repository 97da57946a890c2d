package io.takt.jobs.oracle;

import io.takt.jobs.timeline.Fact;

/** The ledger as the timeline books it: tables first, then fact by fact, then the clock. */
final class TimelineLedger implements LedgerOf {

  @Override
  public Ledger of(Scenario scenario) {
    Plant plant = new Plant();
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
}
