package io.takt.ingest.simulator.sensing;

import io.takt.ingest.simulator.Dice;
import io.takt.ingest.simulator.floor.Machine;
import io.takt.ingest.simulator.master.Cause;
import io.takt.ingest.simulator.master.Condition;

/**
 * A machine's temperature, vibration and power: by what it does, and drifting before it breaks
 * down.
 */
final class SignalModel {
  private static final double AMBIENT = 22;
  private static final double WARMS_PER_SECOND = 1 / 900.0;

  private final Machine machine;
  private final Dice dice;
  private final double hot;
  private final double vibration;
  private final double power;
  private double temperature = AMBIENT;
  private long measuredAt = Long.MIN_VALUE;

  SignalModel(Machine machine, Dice dice) {
    this.machine = machine;
    this.dice = dice;
    this.hot = dice.between(45.0, 65.0);
    this.vibration = dice.between(1.2, 2.4);
    this.power = dice.between(6.0, 11.0);
  }

  /** Degrees Celsius. */
  double temperature(long now) {
    double target = machine.condition() == Condition.PRODUCING ? hot : AMBIENT;
    if (measuredAt == Long.MIN_VALUE) {
      temperature = target;
    } else {
      double share = 1 - Math.exp(-(now - measuredAt) / 1000.0 * WARMS_PER_SECOND);
      temperature += (target - temperature) * share;
    }
    measuredAt = now;
    return round(temperature + drift(now) * cause().temperatureDrift() + 0.3 * dice.noise());
  }

  /** Millimetres a second. */
  double vibration(long now) {
    double base =
        machine.condition() == Condition.PRODUCING
            ? vibration + drift(now) * cause().vibrationDrift()
            : 0.1;
    return round(Math.max(0, base + 0.06 * dice.noise()));
  }

  /** Kilowatts. */
  double power(long now) {
    double base =
        switch (machine.condition()) {
          case PRODUCING -> power + drift(now) * cause().powerDrift();
          case OFF -> 0.1;
          default -> power * 0.25;
        };
    return round(Math.max(0, base + 0.15 * dice.noise()));
  }

  private Cause cause() {
    return machine.wear().cause();
  }

  private double drift(long now) {
    return machine.wear().progress(now);
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
