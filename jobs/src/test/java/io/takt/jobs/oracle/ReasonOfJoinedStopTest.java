package io.takt.jobs.oracle;

import static io.takt.jobs.timeline.LossCategory.UNPLANNED_STOP;
import static io.takt.jobs.timeline.MachineState.FAULTED;
import static io.takt.jobs.timeline.MachineState.PRODUCING;
import static io.takt.jobs.timeline.MachineState.STARVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.jobs.timeline.Fact;
import org.junit.jupiter.api.Test;

/**
 * A reason that was given for an instant after a stop, and a stop that turns out to go on to it.
 */
class ReasonOfJoinedStopTest {

  private static PlantDay stopUntil0649() {
    return PlantDay.monday()
        .bookedFrom("06:00")
        .shift("early", "06:00", "14:00")
        .minRunSeconds(60)
        .reason("moved", UNPLANNED_STOP)
        .reasonGiven("e1", "06:01", "06:50", null, "moved")
        .state("06:21", FAULTED)
        .state("06:49", PRODUCING);
  }

  /** All that is known is read at once, and time is booked before the machine stands again. */
  private static void assertSame(Scenario scenario, String bookedTo) {
    Plant plant = new Plant();
    plant.settings(scenario.settings());
    plant.calendar(scenario.calendar());
    scenario.reasons().forEach(plant::reason);
    for (Fact fact : scenario.facts()) {
      if (fact instanceof Fact.OfState state && state.word().equals(STARVED.name())) {
        plant.advance(PlantDay.monday().at(bookedTo));
      }
      plant.accept(fact);
    }
    plant.advance(scenario.now());
    assertThat(Difference.between(new BatchLedger().of(scenario), plant.ledger())).isNull();
  }

  @Test
  void aStopThatNeverEndedHasItFromItsBeginning() {
    assertSame(
        stopUntil0649().state("06:49", STARVED).state("06:54", PRODUCING).until("07:10"), "06:52");
  }

  @Test
  void aStopThatGoesOnAfterTooShortARunHasItFromItsBeginning() {
    assertSame(
        stopUntil0649().state("06:49:30", STARVED).state("06:54", PRODUCING).until("07:10"),
        "06:49:20");
  }
}
