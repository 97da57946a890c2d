package io.takt.ingest.simulator.floor;

import io.takt.ingest.simulator.Dice;
import io.takt.ingest.simulator.master.LineSpec;
import io.takt.ingest.simulator.master.MachineSpec;
import io.takt.ingest.simulator.master.PlannedOrder;
import java.util.ArrayList;
import java.util.List;

/** One line's machines and the buffers between them. */
public final class Line {
  private static final int BUFFER_CAPACITY = 14;

  private final LineSpec spec;
  private final List<PlannedOrder> orders;
  private final Agenda agenda;
  private final List<Machine> machines = new ArrayList<>();

  /** A line that stands still until {@link #begin}. */
  public Line(
      long seed, LineSpec spec, List<PlannedOrder> orders, Agenda agenda, FloorListener listener) {
    this.spec = spec;
    this.orders = List.copyOf(orders);
    this.agenda = agenda;
    Machine upstream = null;
    for (MachineSpec machineSpec : spec.machines()) {
      Buffer input = upstream == null ? null : new Buffer(BUFFER_CAPACITY);
      Machine machine =
          new Machine(
              machineSpec,
              this,
              listener,
              Dice.of(seed, "floor-" + machineSpec.number()),
              Dice.of(seed, "wear-" + machineSpec.number()));
      machine.connect(upstream, input);
      machines.add(machine);
      upstream = machine;
    }
  }

  /** Takes up the first order. */
  public void begin() {
    long now = agenda.now();
    for (Machine machine : machines) {
      machine.begin(now);
    }
  }

  public LineSpec spec() {
    return spec;
  }

  public Agenda agenda() {
    return agenda;
  }

  public List<Machine> machines() {
    return machines;
  }

  /** The order of this index, or null beyond the last. */
  PlannedOrder order(int index) {
    return index < orders.size() ? orders.get(index) : null;
  }
}
