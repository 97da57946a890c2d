package io.takt.jobs.anomaly;

import io.takt.jobs.anomaly.SensorFault.Kind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** One sensor of an asset: its latest value, its rhythm, and whether it can be believed. */
@SuppressWarnings("EnumOrdinal") // New values go to the end: the order is part of what is written.
final class SensorWatch {
  private static final long NEVER = Long.MIN_VALUE;
  private static final int KNOWN_RHYTHM = 20;

  private final String name;
  private long at = NEVER;
  private double value = Double.NaN;
  private double period;
  private long samples;
  private int run;
  private int longestRun;
  private long runFrom;
  private double lower = Double.NaN;
  private double upper = Double.NaN;
  private Kind fault;
  private long faultFrom;
  private boolean inRow;
  private boolean inRowBefore;

  SensorWatch(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  long at() {
    return at;
  }

  /** Takes a sample that is not older than the latest. */
  void next(
      Input.Sample sample,
      boolean active,
      AnomalySettings.Sensors settings,
      List<SensorFault> said) {
    if (at != NEVER && sample.at() > at) {
      period += (sample.at() - at - period) / Math.min(++samples, KNOWN_RHYTHM);
    }
    at = sample.at();
    inRow = true;
    boolean none = sample.value() == null || !Double.isFinite(sample.value());
    if (none || sample.trust() == Trust.BAD) {
      becomes(Kind.BAD, at, said);
      return;
    }
    double newest = sample.value();
    if (newest == value && active) {
      run++;
    } else {
      // What ends a run was not stuck if it is one of a kind that this sensor shows.
      longestRun = fault == Kind.STUCK || !active ? longestRun : Math.max(longestRun, run);
      run = 0;
      runFrom = at;
    }
    value = newest;
    becomes(judged(settings), at, said);
  }

  private Kind judged(AnomalySettings.Sensors settings) {
    double width = upper - lower;
    if (width > 0 && (value > upper + width || value < lower - width)) {
      return Kind.OUT_OF_RANGE;
    }
    boolean varies = samples > 2L * settings.stuckRows();
    return varies && run >= settings.stuckRows() && run > settings.stuckTimes() * longestRun
        ? Kind.STUCK
        : null;
  }

  /** Time passes: is a sample overdue? */
  void passed(long now, AnomalySettings.Sensors settings, List<SensorFault> said) {
    if (now >= overdueAt(settings)) {
      becomes(Kind.MISSING, at, said);
    }
  }

  /** When the next sample is overdue; {@link Long#MAX_VALUE}: never. */
  long overdueAt(AnomalySettings.Sensors settings) {
    if (samples < KNOWN_RHYTHM || fault == Kind.MISSING) {
      return Long.MAX_VALUE;
    }
    return at + Math.max(settings.missingMillis(), (long) (settings.missingPeriods() * period));
  }

  private void becomes(Kind now, long when, List<SensorFault> said) {
    if (now == fault) {
      return;
    }
    if (fault != null) {
      said.add(new SensorFault(name, fault, faultFrom, when, value));
    }
    if (now != null) {
      faultFrom = now == Kind.STUCK ? runFrom : when;
      said.add(new SensorFault(name, now, faultFrom, null, value));
    }
    fault = now;
  }

  /** The value to judge at that time; not a number when there is none to be believed. */
  double believed(long now, AnomalySettings.Sensors settings) {
    return fault == null && at != NEVER && now < overdueAt(settings) ? value : Double.NaN;
  }

  void limits(Double newLower, Double newUpper) {
    lower = newLower == null ? Double.NaN : newLower;
    upper = newUpper == null ? Double.NaN : newUpper;
  }

  /** A believed value beyond a specification limit. */
  boolean beyondSpecification() {
    return fault == null && (value < lower || value > upper);
  }

  double value() {
    return value;
  }

  double lower() {
    return lower;
  }

  double upper() {
    return upper;
  }

  boolean inRow() {
    return inRow;
  }

  /** Every sensor that took part in the last row is waited for in the next. */
  boolean awaited() {
    return inRowBefore && !inRow;
  }

  void closeRow() {
    inRowBefore = inRow;
    inRow = false;
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(name);
    out.writeLong(at);
    out.writeDouble(value);
    out.writeDouble(period);
    out.writeLong(samples);
    out.writeInt(run);
    out.writeInt(longestRun);
    out.writeLong(runFrom);
    out.writeDouble(lower);
    out.writeDouble(upper);
    out.writeByte(fault == null ? -1 : fault.ordinal());
    out.writeLong(faultFrom);
    out.writeBoolean(inRow);
    out.writeBoolean(inRowBefore);
  }

  static SensorWatch read(DataInput in) throws IOException {
    SensorWatch sensor = new SensorWatch(in.readUTF());
    sensor.at = in.readLong();
    sensor.value = in.readDouble();
    sensor.period = in.readDouble();
    sensor.samples = in.readLong();
    sensor.run = in.readInt();
    sensor.longestRun = in.readInt();
    sensor.runFrom = in.readLong();
    sensor.lower = in.readDouble();
    sensor.upper = in.readDouble();
    int fault = in.readByte();
    sensor.fault = fault < 0 ? null : Kind.values()[fault];
    sensor.faultFrom = in.readLong();
    sensor.inRow = in.readBoolean();
    sensor.inRowBefore = in.readBoolean();
    return sensor;
  }
}
