package io.takt.ingest.simulator;

import io.takt.ingest.simulator.floor.Agenda;
import io.takt.ingest.simulator.floor.FloorListener;
import io.takt.ingest.simulator.floor.Incident;
import io.takt.ingest.simulator.floor.Line;
import io.takt.ingest.simulator.floor.Machine;
import io.takt.ingest.simulator.floor.Outcome;
import io.takt.ingest.simulator.master.Cause;
import io.takt.ingest.simulator.master.Condition;
import io.takt.ingest.simulator.master.LineSpec;
import io.takt.ingest.simulator.master.MachineSpec;
import io.takt.ingest.simulator.master.PlannedOrder;
import io.takt.ingest.simulator.people.Crew;
import io.takt.ingest.simulator.people.Inspection;
import io.takt.ingest.simulator.people.OrderDesk;
import io.takt.ingest.simulator.people.StopTalk;
import io.takt.ingest.simulator.people.Tablet;
import io.takt.ingest.simulator.sensing.AlarmPanel;
import io.takt.ingest.simulator.sensing.Controller;
import io.takt.ingest.simulator.transport.DeliveryQueue;
import io.takt.ingest.simulator.transport.Gateway;
import io.takt.ingest.simulator.truth.AssetHistory;
import io.takt.ingest.simulator.truth.AssetTruth;
import io.takt.ingest.simulator.truth.Bookkeeper;
import io.takt.ingest.simulator.truth.HiddenCause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One line with all that belongs to it: floor, controllers, people, gateway, books. */
final class LineRun implements FloorListener {
  private static final long HOUR = 3_600_000;

  private final LineSpec spec;
  private final List<PlannedOrder> orders;
  private final Agenda agenda;
  private final Map<String, AssetHistory> histories = new HashMap<>();
  private final List<Controller> controllers = new ArrayList<>();
  private final List<AlarmPanel> panels = new ArrayList<>();
  private final OrderDesk desk;
  private final StopTalk talk;
  private final List<HiddenCause> causes = new ArrayList<>();
  private final boolean keepsTruth;
  private final int firstMachine;

  LineRun(
      PlantSettings settings,
      LineSpec spec,
      int lines,
      List<PlannedOrder> orders,
      DeliveryQueue queue) {
    this.spec = spec;
    this.orders = orders;
    this.keepsTruth = settings.keepTruth();
    this.firstMachine = spec.machines().get(0).number();
    this.agenda = new Agenda(settings.start().toEpochMilli());
    Gateway gateway = new Gateway(settings, spec.number(), lines, spec.name(), queue);
    Line line = new Line(settings.seed(), spec, orders, agenda, this);
    for (Machine machine : line.machines()) {
      MachineSpec machineSpec = machine.spec();
      AssetHistory history = new AssetHistory(keepsTruth, machineSpec.noDataAfterMs());
      histories.put(machineSpec.assetId(), history);
      Controller controller = new Controller(machine, settings, gateway, history);
      controllers.add(controller);
      panels.add(new AlarmPanel(settings.seed(), machineSpec.number(), agenda, controller));
    }
    Tablet tablet = new Tablet(spec.name(), gateway, histories);
    this.desk = new OrderDesk(settings.seed(), line, tablet);
    this.talk = new StopTalk(settings.seed(), spec.number(), agenda, tablet);
    line.begin();
    desk.begin();
    new Crew(settings.seed(), line).begin();
    gateway.begin(agenda, spec.machines().get(0).assetId());
    for (Machine machine : line.machines()) {
      Controller controller = controller(machine);
      controller.begin(agenda);
      new Inspection(
              settings.seed(),
              machine.spec().number(),
              machine.spec().assetId(),
              controller,
              tablet)
          .begin(agenda);
      // Controllers of that make are restarted by their watchdog once, whatever else happens to
      // them.
      agenda.at(
          agenda.now() + 6 * HOUR + machine.spec().number() % 7 * HOUR / 7, controller::restart);
    }
  }

  void advanceTo(long instant) {
    agenda.advanceTo(instant);
  }

  List<PlannedOrder> orders() {
    return orders;
  }

  List<HiddenCause> hiddenCauses() {
    return causes;
  }

  List<AssetTruth> closeBooks(Map<String, PlannedOrder> allOrders, long start, long end) {
    List<AssetTruth> books = new ArrayList<>();
    for (MachineSpec machine : spec.machines()) {
      books.add(
          Bookkeeper.close(
              machine, spec.calendar(), allOrders, histories.get(machine.assetId()), start, end));
    }
    return books;
  }

  @Override
  public void conditionChanged(long at, Machine machine, Condition condition) {
    controller(machine).conditionChanged(at);
  }

  @Override
  public void partsMade(long at, Machine machine, int pieces, Outcome outcome) {
    controller(machine).partsMade(at, pieces, outcome);
  }

  @Override
  public void incidentLooms(long onset, long due, Machine machine, Cause cause, boolean silent) {
    panel(machine).incidentLooms(onset, due, cause, silent);
  }

  @Override
  public void incidentBegan(Incident incident) {
    panel(incident.machine()).incidentBegan(incident);
    talk.incidentBegan(incident);
    if (keepsTruth) {
      causes.add(
          new HiddenCause(
              incident.machine().spec().assetId(),
              incident.onset(),
              incident.from(),
              incident.to(),
              incident.cause(),
              incident.cause().reason(),
              AlarmPanel.evidence(incident)));
    }
  }

  @Override
  public void controllerRestarted(long at, Machine machine) {
    controller(machine).restart(at);
  }

  @Override
  public void orderTaken(long at, Machine machine, PlannedOrder previous, PlannedOrder next) {
    desk.orderTaken(at, machine, previous, next);
  }

  private Controller controller(Machine machine) {
    return controllers.get(machine.spec().number() - firstMachine);
  }

  private AlarmPanel panel(Machine machine) {
    return panels.get(machine.spec().number() - firstMachine);
  }
}
