package io.takt.ingest.simulator.people;

import io.takt.avro.OperatorEventKind;
import io.takt.ingest.simulator.Dice;
import io.takt.ingest.simulator.floor.Agenda;
import io.takt.ingest.simulator.floor.Line;
import io.takt.ingest.simulator.floor.Machine;
import io.takt.ingest.simulator.master.PlannedOrder;

/**
 * What people say about orders: started, finished, paused too early, mistyped, assigned afterwards.
 */
public final class OrderDesk {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private final Line line;
  private final Tablet tablet;
  private final Dice dice;
  private final long start;

  /** The desk of a line. */
  public OrderDesk(long seed, Line line, Tablet tablet) {
    this.line = line;
    this.tablet = tablet;
    this.dice = Dice.of(seed, "orders-desk-" + line.spec().number());
    this.start = line.agenda().now();
  }

  /** Plans the stretches that run without an order. */
  public void begin() {
    int number = line.spec().number();
    if (number == 0 && line.machines().size() > 2) {
      forget(line.machines().get(2), start + 3 * HOUR, false);
    } else if (number % 3 == 2) {
      forget(line.machines().get(0), start + 4 * HOUR, true);
    }
  }

  /** A machine begins the changeover to its next order. */
  public void orderTaken(long now, Machine machine, PlannedOrder previous, PlannedOrder next) {
    String asset = machine.spec().assetId();
    if (previous == null) {
      // It has been running since before anybody looked.
      tablet.enter(
          now,
          new Tablet.Entry(asset, OperatorEventKind.ORDER_STARTED)
              .from(now - 2 * HOUR)
              .order(next.number()));
      return;
    }
    boolean signsOff = dice.chance(0.6);
    if (signsOff) {
      tablet.enter(
          now,
          new Tablet.Entry(asset, OperatorEventKind.ORDER_FINISHED)
              .from(now)
              .order(previous.number()));
    }
    line.agenda()
        .at(
            now + dice.between(2 * SECOND, 2 * MINUTE),
            then -> start(then, now, machine, next, signsOff || dice.chance(0.5)));
  }

  private void start(long now, long began, Machine machine, PlannedOrder order, boolean fromBegin) {
    String asset = machine.spec().assetId();
    if (dice.chance(0.08)) {
      String wrong =
          tablet.enter(
              now,
              new Tablet.Entry(asset, OperatorEventKind.ORDER_STARTED)
                  .from(began)
                  .order(order.number() + "9"));
      line.agenda()
          .at(
              now + dice.between(MINUTE, 8 * MINUTE),
              then -> {
                tablet.withdraw(then, asset, wrong);
                tablet.enter(then, started(asset, order).from(began));
              });
    } else if (fromBegin) {
      tablet.enter(now, started(asset, order).from(began));
    } else {
      tablet.enter(now, started(asset, order));
    }
  }

  private static Tablet.Entry started(String asset, PlannedOrder order) {
    return new Tablet.Entry(asset, OperatorEventKind.ORDER_STARTED).order(order.number());
  }

  /* Somebody signs the order off and the machine runs on; later its time may be given to an order. */
  private void forget(Machine machine, long at, boolean assignedLater) {
    Agenda agenda = line.agenda();
    String asset = machine.spec().assetId();
    long length = dice.between(40 * MINUTE, 70 * MINUTE);
    agenda.at(
        at,
        now -> {
          PlannedOrder order = machine.order();
          if (order == null) {
            return;
          }
          tablet.enter(now, new Tablet.Entry(asset, OperatorEventKind.ORDER_PAUSED).from(now));
          if (assignedLater) {
            agenda.at(
                now + length + dice.between(HOUR, 2 * HOUR),
                then ->
                    tablet.enter(
                        then,
                        new Tablet.Entry(asset, OperatorEventKind.ORDER_ASSIGNED)
                            .span(now, now + length)
                            .order(order.number())));
          }
        });
    agenda.at(
        at + length,
        now -> {
          if (machine.order() != null) {
            tablet.enter(now, started(asset, machine.order()).from(now));
          }
        });
  }
}
