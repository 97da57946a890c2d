package io.takt.jobs.oracle;

import static io.takt.jobs.timeline.MachineState.FAULTED;
import static io.takt.jobs.timeline.MachineState.PRODUCING;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.jobs.timeline.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is said of stops that may have been written after the checkpoint that a job goes on from.
 */
class StopsAfterRestoreTest {

  private static Scenario day() {
    PlantDay day =
        PlantDay.monday()
            .bookedFrom("06:00")
            .shift("early", "06:00", "14:00")
            .rate("p", 30)
            .state("06:00", PRODUCING)
            .productStarted("06:00", "p");
    for (int minute = 1; minute < 60; minute++) {
      day.made("06:%02d".formatted(minute), 2);
    }
    for (int minute = 0; minute < 20; minute++) {
      day.state("07:%02d".formatted(minute), FAULTED);
    }
    return day.state("07:20", PRODUCING).until("08:00");
  }

  private static Plant described(Scenario scenario) {
    Plant plant = new Plant();
    plant.settings(scenario.settings());
    plant.calendar(scenario.calendar());
    scenario.rates().forEach(plant::rates);
    return plant;
  }

  private static void tell(Plant plant, List<Fact> facts) {
    for (Fact fact : facts) {
      plant.accept(fact);
      plant.advance(fact.at() + 1_000);
    }
  }

  @Test
  void ofEachFactThatIsReadAgainItIsSaidOnceThatNoStopBeginsWithIt() {
    Scenario scenario = day();
    Plant plant = described(scenario);
    Plant.Checkpoint empty = plant.checkpoint();
    tell(plant, scenario.facts());
    plant.advance(scenario.now());
    assertThat(plant.gone).isZero();

    plant.restore(empty);
    plant.settings(scenario.settings());
    scenario.rates().forEach(plant::rates);
    tell(plant, scenario.facts());
    plant.advance(scenario.now());

    assertThat(plant.gone).isPositive().isLessThanOrEqualTo(scenario.facts().size());
    assertThat(plant.stops).hasSize(1);
  }

  @Test
  void withACountThatFollowsAnotherSoonNoStopCanHaveBegun() {
    Scenario scenario = day();
    Plant plant = described(scenario);
    Plant.Checkpoint described = plant.checkpoint();
    tell(plant, scenario.facts());
    plant.restore(described);
    tell(plant, scenario.facts());
    plant.advance(scenario.now());

    long counts = scenario.facts().stream().filter(Fact.OfCount.class::isInstance).count();
    assertThat(counts).isEqualTo(59);
    assertThat(plant.gone).isPositive().isLessThanOrEqualTo(scenario.facts().size() - 58);
    assertThat(plant.stops).hasSize(1);
  }

  @Test
  void aStopThatBeganWithACountWhichOnlyAnotherOrderLetsFollowOneSoonIsGone() {
    PlantDay day = PlantDay.monday().shift("early", "06:00", "14:00").noDataAfterSeconds(120);
    long six = day.state("06:00", FAULTED).until("07:00").facts().get(0).at();
    List<Fact> facts =
        List.of(
            new Fact.OfState(six, six, "FAULTED", "plc", 1),
            made(six + 600_000, six + 600_000, 2),
            new Fact.OfState(six + 540_000, six + 610_000, "PRODUCING", "plc", 3),
            made(six + 550_000, six + 610_000, 4));
    Plant plant = described(day.until("07:00"));
    Plant.Checkpoint described = plant.checkpoint();
    tell(plant, facts.subList(0, 2));
    assertThat(plant.stops).containsKey(six + 600_000);

    plant.restore(described);
    List<Fact> byTime = new ArrayList<>(facts);
    byTime.sort(Comparator.comparingLong(Fact::at));
    tell(plant, byTime);
    plant.advance(six + 3_600_000);
    assertThat(plant.stops).doesNotContainKey(six + 600_000);
  }

  @Test
  void aStopThatOnlyTheSettingsOfALostRunKnewIsGoneAlsoAfterAnotherRestore() {
    PlantDay day =
        PlantDay.monday()
            .shift("early", "06:00", "14:00")
            .state("06:00", FAULTED)
            .made("06:01", 1)
            .made("06:10", 1);
    Scenario silent = day.noDataAfterSeconds(120).until("07:00");
    Scenario scenario = day.noDataAfterSeconds(3600).until("07:00");
    long ten = scenario.facts().get(2).at();
    Plant plant = described(silent);
    Plant.Checkpoint described = plant.checkpoint();
    tell(plant, scenario.facts());
    assertThat(plant.stops).containsKey(ten);

    plant.restore(described);
    plant.settings(scenario.settings());
    plant.restore(plant.checkpoint());
    tell(plant, scenario.facts());
    plant.advance(scenario.now());
    assertThat(plant.stops).doesNotContainKey(ten);
  }

  private static Fact made(long at, long arrivedAt, long sequence) {
    double none = Double.NaN;
    return new Fact.OfCount(
        at, arrivedAt, false, false, 2, none, none, none, none, null, "plc", sequence);
  }

  @Test
  void aStopThatOnlyTheLostRunSawIsGone() {
    Scenario scenario = day();
    Plant plant = described(scenario);
    Plant.Checkpoint empty = plant.checkpoint();
    List<Fact> facts = scenario.facts();
    // The count of 06:30 is read after an hour's silence, by a job that stood still on another
    // topic.
    tell(plant, List.of(facts.get(0)));
    plant.advance(scenario.now());
    tell(plant, facts.subList(1, facts.size()));
    plant.advance(scenario.now());
    plant.restore(empty);
    plant.settings(scenario.settings());
    scenario.rates().forEach(plant::rates);
    tell(plant, facts);
    plant.advance(scenario.now());
    assertThat(plant.stops.keySet()).hasSize(1);
  }

  @Test
  void aStopThatBeganBeforeBookingAndIsNoneByOtherSettingsIsGone() {
    PlantDay day =
        PlantDay.monday()
            .bookedFrom("06:10")
            .shift("early", "06:00", "14:00")
            .state("06:00", FAULTED)
            .state("06:30", PRODUCING);
    Scenario silent = day.noDataAfterSeconds(300).until("07:00");
    Scenario scenario = day.noDataAfterSeconds(3600).until("07:00");
    Plant plant = described(scenario);
    Plant.Checkpoint empty = new Plant().checkpoint();
    scenario.facts().forEach(plant::accept);
    plant.advance(scenario.now());
    assertThat(plant.stops).hasSize(1);

    plant.restore(empty);
    scenario.facts().forEach(plant::accept);
    plant.settings(silent.settings());
    plant.advance(scenario.now());
    assertThat(Difference.between(new BatchLedger().of(silent), plant.ledger())).isNull();
  }
}
