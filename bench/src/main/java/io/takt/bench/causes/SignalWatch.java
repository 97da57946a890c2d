package io.takt.bench.causes;

import io.takt.avro.Telemetry;
import io.takt.jobs.downtime.cause.LineEvent.AnomalyTold;

/**
 * Stands in for the anomaly job: a signal's slow mean and spread while the machine produces, and a
 * fast mean that may leave them by four spreads. Says an episode's start once.
 */
final class SignalWatch {
  private static final double SLOW = 0.002;
  private static final double FAST = 0.15;
  private static final double BAND = 4;
  private static final int WARM_UP = 120;

  private double mean;
  private double spread;
  private double fast;
  private int samples;
  private boolean out;

  /** Takes a sample of a producing machine; an episode that begins with it, or null. */
  AnomalyTold take(Telemetry sample) {
    double value = sample.getValue();
    if (samples == 0) {
      mean = value;
      fast = value;
    }
    samples++;
    fast += FAST * (value - fast);
    double off = fast - mean;
    boolean abnormal = samples > WARM_UP && Math.abs(off) > BAND * Math.max(spread, 1e-6);
    if (!abnormal) {
      double rate = Math.max(SLOW, 1.0 / samples);
      spread += rate * (Math.abs(value - mean) - spread);
      mean += rate * (value - mean);
    }
    boolean begins = abnormal && !out;
    out = abnormal;
    return begins
        ? new AnomalyTold(
            sample.getAssetId(),
            sample.getAt().toEpochMilli(),
            sample.getSignal(),
            off > 0 ? "high" : "low",
            Math.min(1, Math.abs(off) / (10 * spread)))
        : null;
  }

  /** The machine stood: what it shows now says nothing. */
  void rest() {
    out = false;
    fast = mean;
  }
}
