package io.takt.jobs.timeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Facts as bytes, each by itself. Words that recur by the thousand are interned when read. */
public final class FactCodec {
  // How signs of life were written by layout 1 of blocks.
  private static final byte STATE = 1;
  private static final byte COUNT = 2;
  private static final byte ALARM = 3;

  /** As version 1 of the job's state had them: without who said it. */
  private static final byte OPERATOR_UNNAMED = 4;

  private static final byte OPERATOR = 5;

  private FactCodec() {}

  /** What somebody said. Signs of life are written in their blocks, see {@link BlockCodec}. */
  static void write(Fact.OfOperator f, DataOutput out) throws IOException {
    out.writeByte(OPERATOR);
    common(f, out);
    entry(f, out);
  }

  private static void common(Fact fact, DataOutput out) throws IOException {
    out.writeLong(fact.at());
    out.writeLong(fact.arrivedAt());
    out.writeUTF(fact.source());
    out.writeLong(fact.sequence());
  }

  private static void entry(Fact.OfOperator f, DataOutput out) throws IOException {
    out.writeUTF(f.id());
    out.writeUTF(f.entry().name());
    out.writeLong(f.from());
    out.writeLong(f.to());
    word(f.reason(), out);
    word(f.order(), out);
    word(f.product(), out);
    out.writeBoolean(f.parallel());
    out.writeDouble(f.quantity());
    out.writeInt(f.splitAt().size());
    for (Long cut : f.splitAt()) {
      out.writeLong(cut);
    }
    word(f.refersTo(), out);
    out.writeUTF(f.operator());
    word(f.note(), out);
  }

  public static Fact read(DataInput in) throws IOException {
    byte kind = in.readByte();
    long at = in.readLong();
    long arrivedAt = in.readLong();
    String source = in.readUTF().intern();
    long sequence = in.readLong();
    return switch (kind) {
      case STATE -> new Fact.OfState(at, arrivedAt, in.readUTF().intern(), source, sequence);
      case COUNT -> {
        int flags = in.readByte();
        yield new Fact.OfCount(
            at,
            arrivedAt,
            (flags & 1) != 0,
            (flags & 2) != 0,
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            word(in),
            source,
            sequence);
      }
      case ALARM ->
          new Fact.OfAlarm(
              at,
              arrivedAt,
              in.readUTF().intern(),
              in.readBoolean(),
              AlarmSeverity.valueOf(in.readUTF()),
              source,
              sequence);
      case OPERATOR, OPERATOR_UNNAMED ->
          entry(in, at, arrivedAt, source, sequence, kind == OPERATOR);
      default -> throw new IOException("no kind of fact: " + kind);
    };
  }

  private static Fact entry(
      DataInput in, long at, long arrivedAt, String source, long sequence, boolean named)
      throws IOException {
    String id = in.readUTF();
    OperatorEntry entry = OperatorEntry.valueOf(in.readUTF());
    long from = in.readLong();
    long to = in.readLong();
    String reason = word(in);
    String order = word(in);
    String product = word(in);
    boolean parallel = in.readBoolean();
    double quantity = in.readDouble();
    int cuts = in.readInt();
    List<Long> splitAt = new ArrayList<>(cuts);
    for (int i = 0; i < cuts; i++) {
      splitAt.add(in.readLong());
    }
    return new Fact.OfOperator(
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
        word(in),
        named ? in.readUTF() : "",
        named ? word(in) : null,
        source,
        sequence);
  }

  static void word(String word, DataOutput out) throws IOException {
    out.writeBoolean(word != null);
    if (word != null) {
      out.writeUTF(word);
    }
  }

  static String word(DataInput in) throws IOException {
    return in.readBoolean() ? in.readUTF().intern() : null;
  }

  static void versions(Versions<Double> versions, DataOutput out) throws IOException {
    out.writeInt(versions.list().size());
    for (Versions.Version<Double> version : versions.list()) {
      out.writeLong(version.from());
      out.writeDouble(version.value());
    }
  }

  static Versions<Double> versions(DataInput in) throws IOException {
    int size = in.readInt();
    List<Versions.Version<Double>> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      long from = in.readLong();
      list.add(new Versions.Version<>(from, in.readDouble()));
    }
    return new Versions<>(list);
  }
}
