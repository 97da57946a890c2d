package io.takt.jobs.wire;

import io.takt.jobs.timeline.AlarmSeverity;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.Fact.OfAlarm;
import io.takt.jobs.timeline.Fact.OfCount;
import io.takt.jobs.timeline.Fact.OfOperator;
import io.takt.jobs.timeline.Fact.OfState;
import io.takt.jobs.timeline.OperatorEntry;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Facts, in a few bytes: figures that are not given take none. */
@SuppressWarnings("EnumOrdinal") // New values go to the end: the order is part of what is written.
public final class FactWire {

  private static final int STATE = 0;
  private static final int COUNT = 1;
  private static final int ALARM = 2;
  private static final int OPERATOR = 3;

  /** Beside a kind: the source is the one of the fact before. */
  private static final int SAME_SOURCE = 0x40;

  private static final AlarmSeverity[] SEVERITIES = AlarmSeverity.values();
  private static final OperatorEntry[] ENTRIES = OperatorEntry.values();

  private FactWire() {}

  /** A fact by itself. */
  public static void write(Fact fact, DataOutput out) throws IOException {
    write(fact, null, out);
  }

  /**
   * A fact that follows another.
   *
   * @param sourceBefore source of that one; null: it has none, or there is no such fact
   */
  public static void write(Fact fact, String sourceBefore, DataOutput out) throws IOException {
    int source = fact.source() != null && fact.source().equals(sourceBefore) ? SAME_SOURCE : 0;
    if (fact instanceof OfState state) {
      out.writeByte(STATE | source);
      common(fact, source, out);
      Words.write(state.word(), out);
    } else if (fact instanceof OfCount count) {
      out.writeByte(COUNT | source);
      common(fact, source, out);
      write(count, out);
    } else if (fact instanceof OfAlarm alarm) {
      out.writeByte(ALARM | source);
      common(fact, source, out);
      Words.write(alarm.code(), out);
      out.writeBoolean(alarm.active());
      out.writeByte(alarm.severity().ordinal());
    } else if (fact instanceof OfOperator said) {
      out.writeByte(OPERATOR | source);
      common(fact, source, out);
      write(said, out);
    }
  }

  private static void common(Fact fact, int source, DataOutput out) throws IOException {
    out.writeLong(fact.at());
    out.writeLong(fact.arrivedAt());
    if (source != SAME_SOURCE) {
      Words.write(fact.source(), out);
    }
    out.writeLong(fact.sequence());
  }

  private static void write(OfCount count, DataOutput out) throws IOException {
    int flags = 0;
    flags |= count.cumulative() ? 1 : 0;
    flags |= count.cycles() ? 1 << 1 : 0;
    flags |= Double.isNaN(count.total()) ? 0 : 1 << 2;
    flags |= Double.isNaN(count.good()) ? 0 : 1 << 3;
    flags |= Double.isNaN(count.scrap()) ? 0 : 1 << 4;
    flags |= Double.isNaN(count.rework()) ? 0 : 1 << 5;
    flags |= Double.isNaN(count.counterMax()) ? 0 : 1 << 6;
    flags |= count.order() == null ? 0 : 1 << 7;
    out.writeByte(flags);
    figure(flags, 2, count.total(), out);
    figure(flags, 3, count.good(), out);
    figure(flags, 4, count.scrap(), out);
    figure(flags, 5, count.rework(), out);
    figure(flags, 6, count.counterMax(), out);
    if (has(flags, 7)) {
      Words.write(count.order(), out);
    }
  }

  private static boolean has(int flags, int bit) {
    return (flags & 1 << bit) != 0;
  }

  private static void figure(int flags, int bit, double value, DataOutput out) throws IOException {
    if (has(flags, bit)) {
      out.writeDouble(value);
    }
  }

  private static double figure(int flags, int bit, DataInput in) throws IOException {
    return has(flags, bit) ? in.readDouble() : Double.NaN;
  }

  private static void write(OfOperator said, DataOutput out) throws IOException {
    Words.write(said.id(), out);
    out.writeByte(said.entry().ordinal());
    out.writeLong(said.from());
    out.writeLong(said.to());
    Words.write(said.reason(), out);
    Words.write(said.order(), out);
    Words.write(said.product(), out);
    out.writeBoolean(said.parallel());
    out.writeDouble(said.quantity());
    out.writeInt(said.splitAt().size());
    for (long cut : said.splitAt()) {
      out.writeLong(cut);
    }
    Words.write(said.refersTo(), out);
    Words.write(said.operator(), out);
    Words.write(said.note(), out);
  }

  /** A fact as {@link #write(Fact, DataOutput)} wrote it. */
  public static Fact read(DataInput in) throws IOException {
    return read(null, in);
  }

  /** A fact as {@link #write(Fact, String, DataOutput)} wrote it, with the same source before. */
  public static Fact read(String sourceBefore, DataInput in) throws IOException {
    int kind = in.readByte();
    long at = in.readLong();
    long arrivedAt = in.readLong();
    String source = (kind & SAME_SOURCE) == 0 ? Words.read(in) : sourceBefore;
    long sequence = in.readLong();
    return switch (kind & ~SAME_SOURCE) {
      case STATE -> new OfState(at, arrivedAt, Words.read(in), source, sequence);
      case COUNT -> count(in, at, arrivedAt, source, sequence);
      case ALARM ->
          new OfAlarm(
              at,
              arrivedAt,
              Words.read(in),
              in.readBoolean(),
              SEVERITIES[in.readByte()],
              source,
              sequence);
      case OPERATOR -> said(in, at, arrivedAt, source, sequence);
      default -> throw new IOException("No fact is written with kind " + kind);
    };
  }

  private static OfCount count(DataInput in, long at, long arrivedAt, String source, long sequence)
      throws IOException {
    int flags = in.readByte();
    double total = figure(flags, 2, in);
    double good = figure(flags, 3, in);
    double scrap = figure(flags, 4, in);
    double rework = figure(flags, 5, in);
    double counterMax = figure(flags, 6, in);
    String order = has(flags, 7) ? Words.read(in) : null;
    return new OfCount(
        at,
        arrivedAt,
        has(flags, 0),
        has(flags, 1),
        total,
        good,
        scrap,
        rework,
        counterMax,
        order,
        source,
        sequence);
  }

  private static OfOperator said(
      DataInput in, long at, long arrivedAt, String source, long sequence) throws IOException {
    String id = Words.read(in);
    OperatorEntry entry = ENTRIES[in.readByte()];
    long from = in.readLong();
    long to = in.readLong();
    String reason = Words.read(in);
    String order = Words.read(in);
    String product = Words.read(in);
    boolean parallel = in.readBoolean();
    double quantity = in.readDouble();
    int cuts = in.readInt();
    List<Long> splitAt = new ArrayList<>(cuts);
    for (int i = 0; i < cuts; i++) {
      splitAt.add(in.readLong());
    }
    return new OfOperator(
        at,
        arrivedAt,
        id,
        entry,
        from,
        to,
        reason,
        order,
        product,
        parallel,
        quantity,
        List.copyOf(splitAt),
        Words.read(in),
        Words.read(in),
        Words.read(in),
        source,
        sequence);
  }
}
