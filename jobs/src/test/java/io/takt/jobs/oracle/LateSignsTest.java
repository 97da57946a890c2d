package io.takt.jobs.oracle;

import static io.takt.jobs.timeline.MachineState.FAULTED;
import static io.takt.jobs.timeline.MachineState.PRODUCING;
import static io.takt.jobs.timeline.MachineState.SETUP;
import static io.takt.jobs.timeline.MachineState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.jobs.timeline.Fact;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sign of life that comes last of all books anew: all that it moves, and little else. */
class LateSignsTest {

  /** The plant has heard all but the fact of one state, and has looked at the clock. */
  private static Plant without(Fact late, Scenario scenario) {
    List<Fact> others = new ArrayList<>(scenario.facts());
    others.remove(late);
    Plant plant = new Plant();
    plant.settings(scenario.settings());
    plant.calendar(scenario.calendar());
    others.forEach(plant::accept);
    plant.advance(scenario.now());
    plant.written.clear();
    return plant;
  }

  @Test
  void partsMadeUnseenMoveToASilenceWithinTheShiftThatIsHeardOfLate() {
    Scenario scenario =
        PlantDay.monday()
            .bookedFrom("06:00")
            .shift("early", "06:00", "14:00", "06:50-07:00")
            .state("06:00", PRODUCING)
            .reads("06:10", 10)
            .state("06:20", UNKNOWN)
            .state("06:30", FAULTED)
            .state("06:48", UNKNOWN)
            .state("06:54", UNKNOWN)
            .state("06:57", PRODUCING)
            .reads("07:15", 40)
            .until("07:30");
    Fact late = scenario.facts().get(4);
    Plant plant = without(late, scenario);
    plant.accept(late);
    plant.advance(scenario.now());
    assertThat(Difference.between(new BatchLedger().of(scenario), plant.ledger())).isNull();
  }

  @Test
  void aSilenceThatBeganWithinTheMinuteIsNotBookedAnewAsAStop() {
    PlantDay day =
        PlantDay.monday()
            .noDataAfterSeconds(900)
            .minRunSeconds(300)
            .shift("early", "06:00", "14:00")
            .state("06:00", SETUP)
            .state("10:00", FAULTED);
    Scenario scenario = day.until("10:15").at(day.at("10:15") + 1);
    Fact late = scenario.facts().get(0);
    Plant plant = without(late, scenario);
    plant.accept(late);
    plant.advance(scenario.now());
    assertThat(plant.written)
        .isNotEmpty()
        .allMatch(
            minute -> minute <= day.at("10:05"), "up to the shortest run after the next sign");
  }
}
