package io.takt.jobs.telemetry;

import io.takt.jobs.intake.Sensed.Sample;
import io.takt.jobs.wire.Words;
import io.takt.sinks.TelemetryMinute;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What one signal comes to in one minute, sample by sample in any order. Mutable. */
final class MinuteOfSignal {

  private Identities counted = new Identities();
  private int good;
  private int uncertain;
  private int bad;
  private int used;
  private double minimum = Double.NaN;
  private double maximum = Double.NaN;
  private double mean = Double.NaN;
  private double squares;
  private End first;
  private End last;

  /** A value at one end of the minute. */
  private record End(long at, long sequence, String source, double value) {

    static End of(Sample sample) {
      return new End(sample.at(), sample.sequence(), sample.source(), sample.value());
    }

    boolean before(Sample sample) {
      if (at != sample.at()) {
        return at < sample.at();
      }
      return sequence != sample.sequence()
          ? sequence < sample.sequence()
          : source.compareTo(sample.source()) < 0;
    }

    static void write(End end, DataOutput out) throws IOException {
      out.writeBoolean(end != null);
      if (end != null) {
        out.writeLong(end.at);
        out.writeLong(end.sequence);
        Words.write(end.source, out);
        out.writeDouble(end.value);
      }
    }

    static End read(DataInput in) throws IOException {
      return in.readBoolean()
          ? new End(in.readLong(), in.readLong(), Words.read(in), in.readDouble())
          : null;
    }
  }

  /** Counts a sample, unless it has been. */
  boolean add(Sample sample) {
    if (!counted.add(sample.at(), sample.sequence(), sample.source())) {
      return false;
    }
    switch (sample.quality()) {
      case GOOD -> good++;
      case UNCERTAIN -> uncertain++;
      case BAD -> bad++;
    }
    if (sample.usable()) {
      use(sample);
    }
    return true;
  }

  /** Mean and squares after Welford, which loses no digits where values are large and alike. */
  private void use(Sample sample) {
    double value = sample.value();
    used++;
    if (used == 1) {
      minimum = value;
      maximum = value;
      mean = value;
    } else {
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
      double off = value - mean;
      mean += off / used;
      squares += off * (value - mean);
    }
    if (first == null || !first.before(sample)) {
      first = End.of(sample);
    }
    if (last == null || last.before(sample)) {
      last = End.of(sample);
    }
  }

  /** As a row. */
  TelemetryMinute row(String asset, String signal, long minute, long revision) {
    return new TelemetryMinute(
        asset,
        signal,
        minute,
        good,
        uncertain,
        bad,
        used,
        minimum,
        maximum,
        mean,
        used > 1 ? Math.sqrt(squares / (used - 1)) : Double.NaN,
        first == null ? Double.NaN : first.value,
        last == null ? Double.NaN : last.value,
        revision);
  }

  MinuteOfSignal copy() {
    MinuteOfSignal copy = new MinuteOfSignal();
    copy.counted = counted.copy();
    copy.good = good;
    copy.uncertain = uncertain;
    copy.bad = bad;
    copy.used = used;
    copy.minimum = minimum;
    copy.maximum = maximum;
    copy.mean = mean;
    copy.squares = squares;
    copy.first = first;
    copy.last = last;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    counted.write(out);
    out.writeInt(good);
    out.writeInt(uncertain);
    out.writeInt(bad);
    out.writeInt(used);
    out.writeDouble(minimum);
    out.writeDouble(maximum);
    out.writeDouble(mean);
    out.writeDouble(squares);
    End.write(first, out);
    End.write(last, out);
  }

  static MinuteOfSignal read(DataInput in) throws IOException {
    MinuteOfSignal read = new MinuteOfSignal();
    read.counted = Identities.read(in);
    read.good = in.readInt();
    read.uncertain = in.readInt();
    read.bad = in.readInt();
    read.used = in.readInt();
    read.minimum = in.readDouble();
    read.maximum = in.readDouble();
    read.mean = in.readDouble();
    read.squares = in.readDouble();
    read.first = End.read(in);
    read.last = End.read(in);
    return read;
  }
}
