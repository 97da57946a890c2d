package io.takt.jobs.telemetry;

import io.takt.jobs.intake.Sensed.Sample;
import io.takt.jobs.intake.SensedSerializer;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.wire.FactWire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * A sample or a fact that waits for its turn. The order of turns depends on what was sent alone,
 * never on which topic was read first: whatever arrives within {@link #SLACK} of when it happened
 * has its turn by when it happened, everything later by when it arrived.
 *
 * @param sample null: it is a fact
 * @param fact null: it is a sample
 */
record Turn(Sample sample, Fact fact) implements Comparable<Turn> {

  /** Milliseconds. */
  static final long SLACK = 5_000;

  /** Facts before samples of the same instant: a state holds from its instant on. */
  private static final Comparator<Turn> ORDER =
      Comparator.comparingLong(Turn::due)
          .thenComparingLong(Turn::at)
          .thenComparing(turn -> turn.sample != null)
          .thenComparing(Turn::source)
          .thenComparingLong(Turn::sequence)
          .thenComparing(Turn::subject);

  /** When its turn is, by the arrivals of all: nothing that comes before it can arrive later. */
  long due() {
    long arrivedAt = sample == null ? fact.arrivedAt() : sample.arrivedAt();
    return Math.max(at() + SLACK, arrivedAt);
  }

  /** When it happened. */
  long at() {
    return sample == null ? fact.at() : sample.at();
  }

  private String source() {
    return sample == null ? fact.source() : sample.source();
  }

  private long sequence() {
    return sample == null ? fact.sequence() : sample.sequence();
  }

  private String subject() {
    if (sample != null) {
      return sample.signal();
    }
    return fact instanceof Fact.OfOperator said
        ? said.id()
        : fact instanceof Fact.OfState state ? state.word() : "";
  }

  @Override
  public int compareTo(Turn other) {
    return ORDER.compare(this, other);
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(sample != null);
    if (sample != null) {
      SensedSerializer.write(sample, out);
    } else {
      FactWire.write(fact, out);
    }
  }

  static Turn read(DataInput in) throws IOException {
    return in.readBoolean()
        ? new Turn(SensedSerializer.readSample(in), null)
        : new Turn(null, FactWire.read(in));
  }
}
