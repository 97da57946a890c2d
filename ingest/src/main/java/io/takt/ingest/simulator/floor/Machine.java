package io.takt.ingest.simulator.floor;

import io.takt.ingest.simulator.Dice;
import io.takt.ingest.simulator.master.Condition;
import io.takt.ingest.simulator.master.MachineSpec;
import io.takt.ingest.simulator.master.PlannedOrder;

/**
 * One machine: takes pieces from its input, works on them for a cycle, puts good ones into its
 * output.
 *
 * <p>It runs when somebody is there, nothing is broken, it is set up for an order, and there is a
 * piece to take and room to put it. Whenever one of these changes, {@link #settle} decides what it
 * does next; a cycle that has begun is finished first, but for a breakdown.
 */
public final class Machine {
  /* Waiting for a neighbour shows only after this long, as with real signal towers. */
  private static final long WAIT_SHOWS_AFTER = 10_000;
  private static final long MINUTE = 60_000;
  private static final double MEAN_MINUTES_BETWEEN_MICRO_STOPS = 18;
  private static final double SCRAP = 0.02;
  private static final double REWORK = 0.008;

  private final MachineSpec spec;
  private final Line line;
  private final FloorListener listener;
  private final Dice dice;
  private final Wear wear;
  private final int cavities;

  private Machine upstream;
  private Machine downstream;
  private Buffer input;
  private Buffer output;

  private Condition condition = Condition.OFF;
  private boolean staffed;
  private Rest rest = Rest.SHIFT_OVER;
  private boolean inMaintenance;
  private boolean settingUp;
  private Incident incident;
  private boolean due;
  private Condition halt;
  private int orderIndex;
  private int toStart;
  private boolean loaded;
  private Agenda.Entry cycle;
  private Agenda.Entry waiting;

  Machine(MachineSpec spec, Line line, FloorListener listener, Dice dice, Dice wearDice) {
    this.spec = spec;
    this.line = line;
    this.listener = listener;
    this.dice = dice;
    this.wear = new Wear(wearDice, spec.machineClass());
    this.cavities = spec.counting().piecesPerCycle();
  }

  void connect(Machine before, Buffer between) {
    upstream = before;
    input = between;
    if (before != null) {
      before.downstream = this;
      before.output = between;
    }
  }

  void begin(long now) {
    PlannedOrder first = order();
    if (first != null) {
      toStart = first.quantity();
      listener.orderTaken(now, this, null, first);
    }
    planIncident(now);
    listener.conditionChanged(now, this, condition);
  }

  public MachineSpec spec() {
    return spec;
  }

  public Line line() {
    return line;
  }

  public Condition condition() {
    return condition;
  }

  public Wear wear() {
    return wear;
  }

  /** The order it is set up for, or null. */
  public PlannedOrder order() {
    return line.order(orderIndex);
  }

  /** Somebody came to the machine. */
  public void staff(long now) {
    staffed = true;
    settle(now);
  }

  /** Everybody left; the cycle that runs is finished. */
  public void leave(long now, Rest why) {
    staffed = false;
    rest = why;
    settle(now);
  }

  /** Maintenance by calendar begins or ends. */
  public void maintain(long now, boolean begins) {
    inMaintenance = begins;
    settle(now);
  }

  private void settle(long now) {
    if (cycle != null) {
      return;
    }
    if (incident != null) {
      stand(now, incident.cause().condition());
    } else if (inMaintenance) {
      stand(now, Condition.MAINTENANCE);
    } else if (settingUp) {
      stand(now, Condition.SETUP);
    } else if (halt != null) {
      stand(now, halt);
    } else if (!staffed) {
      stand(now, rest == Rest.BREAK ? Condition.IDLE : Condition.OFF);
    } else if (!loaded && orderIsDone()) {
      takeNextOrder(now);
    } else if (order() == null) {
      stand(now, Condition.IDLE);
    } else if (!loaded && input != null && !input.holds(cavities)) {
      await(now, Condition.STARVED);
    } else if (output != null && !output.hasRoomFor(cavities)) {
      await(now, Condition.BLOCKED);
    } else {
      run(now);
    }
  }

  private void stand(long now, Condition next) {
    stopWaiting();
    signal(now, next);
  }

  private void await(long now, Condition next) {
    if (condition == next || waiting != null) {
      return;
    }
    waiting =
        line.agenda()
            .at(
                now + WAIT_SHOWS_AFTER,
                then -> {
                  waiting = null;
                  signal(
                      then,
                      input != null && !loaded && !input.holds(cavities)
                          ? Condition.STARVED
                          : Condition.BLOCKED);
                });
  }

  private void stopWaiting() {
    if (waiting != null) {
      waiting.cancel();
      waiting = null;
    }
  }

  private void signal(long now, Condition next) {
    if (condition != next) {
      condition = next;
      listener.conditionChanged(now, this, next);
    }
  }

  private void run(long now) {
    stopWaiting();
    PlannedOrder order = order();
    boolean takes = !loaded;
    if (takes) {
      toStart -= cavities;
      if (input != null) {
        input.take(cavities);
      }
      loaded = true;
    }
    long length =
        Math.round(
            order.product().basicCycleMs() * spec.pace() * cavities * dice.between(0.97, 1.04));
    cycle = line.agenda().at(now + length, this::finish);
    signal(now, Condition.PRODUCING);
    if (due) {
      line.agenda().at(now + length / 3, this::breakDown);
    }
    if (takes && upstream != null) {
      upstream.settle(now);
    }
  }

  private void finish(long now) {
    cycle = null;
    loaded = false;
    Outcome outcome = judge();
    if (outcome == Outcome.GOOD && output != null) {
      output.put(cavities, downstream.orderIndex < orderIndex);
    }
    listener.partsMade(now, this, cavities, outcome);
    if (staffed && dice.chance(microStopChance())) {
      halt(now, microStopLength());
    }
    settle(now);
    if (downstream != null) {
      downstream.settle(now);
    }
  }

  private Outcome judge() {
    double at = dice.between(0.0, 1.0);
    if (at < SCRAP) {
      return Outcome.SCRAP;
    }
    return at < SCRAP + REWORK ? Outcome.REWORK : Outcome.GOOD;
  }

  private double microStopChance() {
    double cycleMinutes = order().product().basicCycleMs() * (double) cavities / MINUTE;
    return cycleMinutes / MEAN_MINUTES_BETWEEN_MICRO_STOPS;
  }

  private long microStopLength() {
    return dice.chance(0.1) ? dice.between(180_000L, 330_000L) : dice.between(8_000L, 150_000L);
  }

  private void halt(long now, long length) {
    // Now and then the controller says a word nobody has mapped.
    halt = dice.chance(0.04) ? Condition.UNKNOWN : Condition.STOPPED;
    boolean falseStart = spec.minRunMs() > 0 && dice.chance(0.35);
    line.agenda()
        .at(
            now + length,
            then -> {
              halt = null;
              settle(then);
              if (falseStart && cycle != null) {
                line.agenda().at(then + dice.between(1_000L, spec.minRunMs() - 500), this::faint);
              }
            });
  }

  /* It started, and stops again within its first cycle. */
  private void faint(long now) {
    if (cycle != null && halt == null) {
      cycle.cancel();
      cycle = null;
      halt(now, dice.between(20_000L, 100_000L));
      settle(now);
    }
  }

  private void planIncident(long now) {
    due = false;
    wear.plan(now);
    listener.incidentLooms(wear.onset(), wear.due(), this, wear.cause(), wear.silent());
    line.agenda()
        .at(
            wear.due(),
            then -> {
              due = true;
              breakDown(then);
            });
  }

  /* Machines break down while they run; one that stands does so soon after it starts again. */
  private void breakDown(long now) {
    if (!due || cycle == null || incident != null) {
      return;
    }
    due = false;
    cycle.cancel();
    cycle = null;
    incident =
        new Incident(
            this,
            wear.cause(),
            Math.min(now, wear.onset()),
            now,
            now + wear.duration(),
            wear.silent());
    listener.incidentBegan(incident);
    line.agenda().at(incident.to(), this::repaired);
    settle(now);
  }

  private void repaired(long now) {
    boolean restarted = incident.cause().condition() == Condition.FAULTED && dice.chance(0.5);
    incident = null;
    if (restarted) {
      listener.controllerRestarted(now, this);
    }
    planIncident(now);
    settle(now);
  }

  private boolean orderIsDone() {
    if (order() == null) {
      return false;
    }
    return upstream == null
        ? toStart <= 0
        : upstream.orderIndex > orderIndex && !input.holds(cavities);
  }

  private void takeNextOrder(long now) {
    if (downstream != null && downstream.orderIndex < orderIndex) {
      await(now, Condition.BLOCKED);
      return;
    }
    PlannedOrder previous = order();
    orderIndex++;
    if (input != null) {
      input.turnOver();
    }
    PlannedOrder next = order();
    if (next == null) {
      stand(now, Condition.IDLE);
    } else {
      toStart = next.quantity();
      settingUp = true;
      line.agenda()
          .at(
              now + dice.between(7 * MINUTE, 22 * MINUTE),
              then -> {
                settingUp = false;
                settle(then);
              });
      stand(now, Condition.SETUP);
      listener.orderTaken(now, this, previous, next);
    }
    if (upstream != null) {
      upstream.settle(now);
    }
    if (downstream != null) {
      downstream.settle(now);
    }
  }
}
