package io.takt.jobs.downtime.cause;

import io.takt.jobs.downtime.cause.StopCase.AlarmSeen;
import io.takt.jobs.downtime.cause.StopCase.Context;
import io.takt.jobs.downtime.cause.StopCase.Deviation;
import io.takt.jobs.downtime.cause.StopCase.Neighbour;
import io.takt.jobs.downtime.cause.StopCase.Root;
import io.takt.jobs.timeline.AlarmSeverity;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MachineState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the core's values are written, in state and between tasks. The order of enums is part of what
 * is written: new values go to their end. What rests in state begins with a version.
 */
@SuppressWarnings("EnumOrdinal")
public final class Codec {
  private static final int VERSION = 1;
  private static final MachineState[] STATES = MachineState.values();
  private static final LossCategory[] CATEGORIES = LossCategory.values();
  private static final AlarmSeverity[] SEVERITIES = AlarmSeverity.values();
  private static final Context[] CONTEXTS = Context.values();

  private Codec() {}

  /** Writes one element of a list. */
  interface Writer<T> {
    void write(T value, DataOutput out) throws IOException;
  }

  /** Reads one element of a list. */
  interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  static void version(DataOutput out) throws IOException {
    out.writeByte(VERSION);
  }

  static void version(String what, DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          what + " has layout " + version + "; this version reads " + VERSION + ".");
    }
  }

  static <T> void list(List<T> values, Writer<T> writer, DataOutput out) throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      writer.write(value, out);
    }
  }

  static <T> List<T> list(Reader<T> reader, DataInput in) throws IOException {
    int size = in.readInt();
    List<T> values = new ArrayList<>(Math.min(size, 1_000));
    for (int i = 0; i < size; i++) {
      values.add(reader.read(in));
    }
    return values;
  }

  /** A word; null is kept. */
  static void word(String word, DataOutput out) throws IOException {
    out.writeBoolean(word != null);
    if (word != null) {
      out.writeUTF(word);
    }
  }

  static String word(DataInput in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }

  static void state(MachineState state, DataOutput out) throws IOException {
    out.writeByte(state == null ? -1 : state.ordinal());
  }

  static MachineState state(DataInput in) throws IOException {
    int ordinal = in.readByte();
    return ordinal < 0 ? null : STATES[ordinal];
  }

  static void category(LossCategory category, DataOutput out) throws IOException {
    out.writeByte(category.ordinal());
  }

  static LossCategory category(DataInput in) throws IOException {
    return CATEGORIES[in.readByte()];
  }

  static void severity(AlarmSeverity severity, DataOutput out) throws IOException {
    out.writeByte(severity.ordinal());
  }

  static AlarmSeverity severity(DataInput in) throws IOException {
    return SEVERITIES[in.readByte()];
  }

  /** A stop's case. */
  public static void stopCase(StopCase stop, DataOutput out) throws IOException {
    version(out);
    word(stop.asset(), out);
    word(stop.assetClass(), out);
    word(stop.site(), out);
    word(stop.line(), out);
    out.writeBoolean(stop.faded());
    out.writeLong(stop.start());
    out.writeLong(stop.end());
    state(stop.state(), out);
    category(stop.category(), out);
    word(stop.givenReason(), out);
    word(stop.givenBy(), out);
    out.writeLong(stop.givenAt());
    out.writeByte(stop.context().ordinal());
    out.writeBoolean(stop.root() != null);
    if (stop.root() != null) {
      word(stop.root().asset(), out);
      out.writeLong(stop.root().startedAt());
      state(stop.root().state(), out);
    }
    list(stop.alarms(), Codec::alarm, out);
    list(stop.deviations(), Codec::deviation, out);
    state(stop.before(), out);
    out.writeLong(stop.ranFor());
    out.writeInt(stop.minorStops());
    word(stop.order(), out);
    out.writeLong(stop.orderSince());
    word(stop.product(), out);
    word(stop.shift(), out);
    list(stop.neighbours(), Codec::neighbour, out);
  }

  /** A stop's case as {@link #stopCase(StopCase, DataOutput)} wrote it. */
  public static StopCase stopCase(DataInput in) throws IOException {
    version("A stop", in);
    return new StopCase(
        word(in),
        word(in),
        word(in),
        word(in),
        in.readBoolean(),
        in.readLong(),
        in.readLong(),
        state(in),
        category(in),
        word(in),
        word(in),
        in.readLong(),
        CONTEXTS[in.readByte()],
        in.readBoolean() ? new Root(word(in), in.readLong(), state(in)) : null,
        list(Codec::alarm, in),
        list(Codec::deviation, in),
        state(in),
        in.readLong(),
        in.readInt(),
        word(in),
        in.readLong(),
        word(in),
        word(in),
        list(Codec::neighbour, in));
  }

  private static void alarm(AlarmSeen alarm, DataOutput out) throws IOException {
    word(alarm.code(), out);
    severity(alarm.severity(), out);
    out.writeLong(alarm.at());
    out.writeBoolean(alarm.chatters());
  }

  private static AlarmSeen alarm(DataInput in) throws IOException {
    return new AlarmSeen(word(in), severity(in), in.readLong(), in.readBoolean());
  }

  private static void deviation(Deviation deviation, DataOutput out) throws IOException {
    word(deviation.signal(), out);
    word(deviation.direction(), out);
    out.writeLong(deviation.at());
    out.writeDouble(deviation.severity());
  }

  private static Deviation deviation(DataInput in) throws IOException {
    return new Deviation(word(in), word(in), in.readLong(), in.readDouble());
  }

  private static void neighbour(Neighbour neighbour, DataOutput out) throws IOException {
    word(neighbour.asset(), out);
    out.writeBoolean(neighbour.upstream());
    state(neighbour.state(), out);
    out.writeLong(neighbour.since());
  }

  private static Neighbour neighbour(DataInput in) throws IOException {
    return new Neighbour(word(in), in.readBoolean(), state(in), in.readLong());
  }

  /** What a site remembers of a stop. */
  public static void known(KnownStop known, DataOutput out) throws IOException {
    version(out);
    stopCase(known.stop(), out);
    list(known.candidates(), Codec::candidate, out);
    word(known.learned(), out);
    list(known.tokens(), Codec::word, out);
    list(known.ordered(), Codec::word, out);
  }

  /** What a site remembers of a stop, as {@link #known(KnownStop, DataOutput)} wrote it. */
  public static KnownStop known(DataInput in) throws IOException {
    version("A known stop", in);
    return new KnownStop(
        stopCase(in),
        list(Codec::candidate, in),
        word(in),
        list(Codec::word, in),
        list(Codec::word, in));
  }

  private static void candidate(Candidate candidate, DataOutput out) throws IOException {
    word(candidate.reason(), out);
    out.writeDouble(candidate.probability());
    word(candidate.because(), out);
  }

  private static Candidate candidate(DataInput in) throws IOException {
    return new Candidate(word(in), in.readDouble(), word(in));
  }

  /** A tally. */
  public static void tally(Tally tally, DataOutput out) throws IOException {
    version(out);
    out.writeLong(tally.asOf());
    out.writeInt(tally.weights().size());
    for (Map.Entry<String, Double> weight : tally.weights().entrySet()) {
      word(weight.getKey(), out);
      out.writeDouble(weight.getValue());
    }
  }

  /** A tally as {@link #tally(Tally, DataOutput)} wrote it. */
  public static Tally tally(DataInput in) throws IOException {
    version("A tally", in);
    long asOf = in.readLong();
    Map<String, Double> weights = new TreeMap<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      weights.put(word(in), in.readDouble());
    }
    return new Tally(weights, asOf);
  }

  /** Past stops of a class. */
  public static void past(List<PastStop> stops, DataOutput out) throws IOException {
    version(out);
    list(stops, Codec::pastStop, out);
  }

  /** Past stops as {@link #past(List, DataOutput)} wrote them. */
  public static List<PastStop> past(DataInput in) throws IOException {
    version("A list of past stops", in);
    return List.copyOf(list(Codec::pastStop, in));
  }

  private static void pastStop(PastStop stop, DataOutput out) throws IOException {
    word(stop.key().asset(), out);
    out.writeLong(stop.key().start());
    word(stop.reason(), out);
    list(stop.tokens(), Codec::word, out);
  }

  private static PastStop pastStop(DataInput in) throws IOException {
    return new PastStop(new StopKey(word(in), in.readLong()), word(in), list(Codec::word, in));
  }
}
