package io.takt.ingest.simulator.floor;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.ingest.simulator.PlantSettings;
import io.takt.ingest.simulator.master.Condition;
import io.takt.ingest.simulator.master.Layout;
import io.takt.ingest.simulator.master.LineSpec;
import io.takt.ingest.simulator.master.PlannedOrder;
import io.takt.ingest.simulator.master.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
  private static final Instant START = Instant.parse("2026-03-11T04:00:00Z");
  private static final long T0 = START.toEpochMilli();
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final Product PRODUCT = Product.ALL.get(0);

  private record Change(long at, int position, Condition condition) {}

  private static final class Floor implements FloorListener {
    private final List<Change> changes = new ArrayList<>();
    private final long[] made = new long[5];
    private final Agenda agenda = new Agenda(T0);
    private final Line line;

    Floor(long seed, PlannedOrder... orders) {
      LineSpec spec = Layout.lines(PlantSettings.of(seed, START, 4)).get(0);
      line = new Line(seed, spec, List.of(orders), agenda, this);
      line.begin();
    }

    Machine machine(int position) {
      return line.machines().get(position - 1);
    }

    long firstAfter(long from, int position, Condition condition) {
      return changes.stream()
          .filter(change -> change.position() == position && change.condition() == condition)
          .mapToLong(Change::at)
          .filter(at -> at >= from)
          .findFirst()
          .orElseThrow(() -> new AssertionError(position + " was never " + condition));
    }

    @Override
    public void conditionChanged(long at, Machine machine, Condition condition) {
      changes.add(new Change(at, machine.spec().position(), condition));
    }

    @Override
    public void partsMade(long at, Machine machine, int pieces, Outcome outcome) {
      made[machine.spec().position()] += pieces;
    }
  }

  private static PlannedOrder order(String number, int quantity) {
    return new PlannedOrder(number, PRODUCT, quantity, false);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aStandingMachineStarvesTheNextOnceTheBufferIsEmpty(long seed) {
    Floor floor = new Floor(seed, order("A", 10_000));
    floor.line.machines().forEach(machine -> machine.staff(T0));
    floor.agenda.advanceTo(T0 + 10 * MINUTE);
    // The second rests a while, so that the buffer before it fills.
    floor.machine(2).leave(T0 + 10 * MINUTE, Rest.BREAK);
    floor.agenda.advanceTo(T0 + 15 * MINUTE);
    long stopped = T0 + 15 * MINUTE;
    long madeByFirst = floor.made[1];
    floor.machine(1).leave(stopped, Rest.BREAK);
    floor.machine(2).staff(stopped);
    floor.agenda.advanceTo(stopped + 20 * MINUTE);
    long starved = floor.firstAfter(stopped + SECOND, 2, Condition.STARVED);
    assertThat(floor.made[1] - madeByFirst).as("seed %d", seed).isLessThanOrEqualTo(1);
    // What lay in the buffer keeps it busy for a while, and no longer.
    assertThat(starved - stopped)
        .as("seed %d", seed)
        .isBetween(5 * PRODUCT.basicCycleMs(), 20 * MINUTE);
    assertThat(floor.firstAfter(starved, 3, Condition.STARVED)).isGreaterThan(starved);
    assertThat(floor.machine(4).condition()).isEqualTo(Condition.STARVED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aStandingMachineBlocksTheOneBeforeOnceTheBufferIsFull(long seed) {
    Floor floor = new Floor(seed, order("A", 10_000));
    floor.machine(1).staff(T0);
    floor.agenda.advanceTo(T0 + 14 * MINUTE);
    assertThat(floor.machine(1).condition()).as("seed %d", seed).isEqualTo(Condition.BLOCKED);
    assertThat(floor.made[1]).isBetween(14L, 17L);
    floor.machine(2).staff(T0 + 14 * MINUTE);
    floor.agenda.advanceTo(T0 + 14 * MINUTE + 30 * SECOND);
    assertThat(floor.machine(1).condition()).isNotEqualTo(Condition.BLOCKED);
  }

  @Test
  void theNextOrderPassesDownTheLineMachineByMachine() {
    Floor floor = new Floor(1, order("A", 40), order("B", 10_000));
    floor.line.machines().forEach(machine -> machine.staff(T0));
    floor.agenda.advanceTo(T0 + 240 * MINUTE);
    long before = T0;
    for (int position = 1; position <= 4; position++) {
      long setup = floor.firstAfter(T0, position, Condition.SETUP);
      assertThat(setup).isGreaterThan(before);
      assertThat(floor.machine(position).order().number()).isEqualTo("B");
      before = setup;
    }
    assertThat(floor.made[4]).isGreaterThan(40);
  }

  @Test
  void nothingRunsWithoutPeopleOrWithoutAnOrder() {
    Floor floor = new Floor(1, order("A", 10));
    floor.agenda.advanceTo(T0 + 30 * MINUTE);
    assertThat(floor.made[1]).isZero();
    assertThat(floor.machine(1).condition()).isEqualTo(Condition.OFF);
    floor.line.machines().forEach(machine -> machine.staff(T0 + 30 * MINUTE));
    floor.agenda.advanceTo(T0 + 200 * MINUTE);
    assertThat(floor.made[1]).isEqualTo(10);
    assertThat(floor.machine(1).condition()).isEqualTo(Condition.IDLE);
  }
}
