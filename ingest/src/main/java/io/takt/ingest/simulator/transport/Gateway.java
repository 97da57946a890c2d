package io.takt.ingest.simulator.transport;

import io.takt.ingest.simulator.Delivery;
import io.takt.ingest.simulator.Dice;
import io.takt.ingest.simulator.FaultSettings;
import io.takt.ingest.simulator.PlantSettings;
import io.takt.ingest.simulator.PlantTopics;
import io.takt.ingest.simulator.calendar.Span;
import io.takt.ingest.simulator.floor.Agenda;
import io.takt.ingest.simulator.sensing.Report;

/** One line's way to Kafka. */
public final class Gateway {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final double DUPLICATED = 0.004;
  private static final double DELAYED = 0.006;
  private static final double MEAN_HOURS_BETWEEN_ODDITIES = 2.5;
  private static final long BURST_SPACING_MS = 4;

  private final FaultSettings faults;
  private final Outages outages;
  private final DeliveryQueue queue;
  private final Dice dice;
  private final Dice odd;
  private final String line;
  private Span drained = new Span(0, 0);
  private long inBurst;
  private Span resent = new Span(0, 0);
  private long inResend;

  /** The gateway of line {@code number} of {@code lines}. */
  public Gateway(PlantSettings settings, int number, int lines, String line, DeliveryQueue queue) {
    this.faults = settings.faults();
    this.outages = new Outages(settings, number, lines);
    this.queue = queue;
    this.dice = Dice.of(settings.seed(), "gateway-" + number);
    this.odd = Dice.of(settings.seed(), "oddities-" + number);
    this.line = line;
  }

  /** Garbage and strangers come from now on. */
  public void begin(Agenda agenda, String someAsset) {
    if (faults.undecodable()) {
      again(agenda, now -> sendGarbage(now, someAsset));
    }
    if (faults.unknownAsset()) {
      again(agenda, now -> sendStranger(now));
    }
  }

  /** True while what machines say is lost for good. */
  public boolean loses(long at) {
    return outages.lost(at).contains(at);
  }

  /**
   * Takes what a machine says.
   *
   * @return false: it is lost, nobody will ever know
   */
  public boolean takeFromMachine(Report report) {
    long at = report.at();
    if (loses(at)) {
      return false;
    }
    Span late = outages.late(at);
    if (late.contains(at)) {
      if (!late.equals(drained)) {
        drained = late;
        inBurst = 0;
      }
      deliver(report, at, late.end() + SECOND + BURST_SPACING_MS * inBurst++);
      return true;
    }
    Span skew = outages.skew(at);
    if (skew.contains(at)) {
      if (!skew.equals(resent)) {
        resent = skew;
        inResend = 0;
      }
      deliver(report, at + outages.skewBy(), at + latency());
      deliver(report, at, outages.skewMendedAt() + BURST_SPACING_MS * inResend++);
      return true;
    }
    send(report);
    return true;
  }

  /** Takes what people say; their tablets find another way when the line's gateway is cut off. */
  public void takeFromTablet(Report report) {
    send(report);
  }

  private void send(Report report) {
    long at = report.at();
    long wished = at + latency();
    if (faults.outOfOrder() && dice.chance(DELAYED)) {
      wished += dice.between(2 * SECOND, 4 * MINUTE);
    }
    deliver(report, at, wished);
    if (faults.duplicates() && dice.chance(DUPLICATED)) {
      // A producer's own retry comes at once, a gateway's redelivery later.
      deliver(report, at, dice.chance(0.5) ? wished : wished + dice.between(SECOND, 2 * MINUTE));
    }
  }

  private void deliver(Report report, long stampedAt, long wished) {
    long arrivedAt = queue.arrival(wished);
    queue.add(
        new Delivery(
            arrivedAt, report.topic(), report.assetId(), report.fact(stampedAt, arrivedAt)));
  }

  private long latency() {
    return dice.between(15L, 300L);
  }

  private void again(Agenda agenda, Agenda.Task task) {
    agenda.at(
        agenda.now() + (long) (odd.exponential(MEAN_HOURS_BETWEEN_ODDITIES) * HOUR),
        now -> {
          task.run(now);
          again(agenda, task);
        });
  }

  private void sendGarbage(long now, String assetId) {
    String topic = odd.chance(0.5) ? PlantTopics.MACHINE_STATES : PlantTopics.PRODUCTION_COUNTS;
    byte[] garbage = odd.bytes(3 + odd.below(40));
    // A first byte of zero would promise a schema.
    garbage[0] = (byte) (1 + odd.below(100));
    queue.add(new Delivery(queue.arrival(now + latency()), topic, assetId, garbage));
  }

  private void sendStranger(long now) {
    String stranger = line + "-GHOST";
    deliver(
        new Report.State(stranger, now, "Producing", "plc-" + stranger, odd.below(1_000_000)),
        now,
        now + latency());
  }
}
