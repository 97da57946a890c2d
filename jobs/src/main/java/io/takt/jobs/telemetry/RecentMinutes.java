package io.takt.jobs.telemetry;

import io.takt.jobs.intake.Sensed.Sample;
import io.takt.jobs.wire.Words;
import io.takt.sinks.TelemetryMinute;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The minutes of one asset's signals that may still get samples. Mutable.
 *
 * <p>Bounded: of more than {@link #KEPT} minutes the earliest but the one just touched is let go,
 * so what a gateway held back for hours passes through in its order beside what is live. A sample
 * for a minute that was let go is left to the database, which has all samples. A minute of a fast
 * signal holds eight bytes a sample.
 */
final class RecentMinutes {

  /** Minutes kept. */
  static final int KEPT = 4;

  private static final long MINUTE = 60_000;

  private final NavigableMap<Long, TreeMap<String, MinuteOfSignal>> minutes = new TreeMap<>();
  private final NavigableMap<Long, TreeSet<String>> unsaid = new TreeMap<>();
  private MinutesLetGo letGo = new MinutesLetGo();
  private long revision;
  private long newestArrival = Long.MIN_VALUE;

  /** What became of a sample. */
  enum Fate {
    COUNTED,
    /** It had been counted; it changes nothing. */
    REPEATED,
    /** Its minute was let go: only the database can sum it anew. */
    FOR_THE_DATABASE
  }

  /** Counts a sample. */
  Fate accept(Sample sample, String asset, Consumer<TelemetryMinute> out, long wallMicros) {
    newestArrival = Math.max(newestArrival, sample.arrivedAt());
    long minute = Math.floorDiv(sample.at(), MINUTE) * MINUTE;
    TreeMap<String, MinuteOfSignal> signals = minutes.get(minute);
    if (signals == null) {
      if (letGo.contains(minute)) {
        return Fate.FOR_THE_DATABASE;
      }
      signals = new TreeMap<>();
      minutes.put(minute, signals);
    }
    boolean counted =
        signals.computeIfAbsent(sample.signal(), s -> new MinuteOfSignal()).add(sample);
    if (counted) {
      unsaid.computeIfAbsent(minute, m -> new TreeSet<>()).add(sample.signal());
    }
    if (minutes.size() > KEPT) {
      letGo(minute, asset, out, wallMicros);
    }
    return counted ? Fate.COUNTED : Fate.REPEATED;
  }

  private void letGo(long touched, String asset, Consumer<TelemetryMinute> out, long wallMicros) {
    long earliest = minutes.firstKey() == touched ? minutes.higherKey(touched) : minutes.firstKey();
    if (unsaid.containsKey(earliest)) {
      say(earliest, asset, out, nextRevision(wallMicros));
      unsaid.remove(earliest);
    }
    minutes.remove(earliest);
    letGo.add(earliest);
  }

  /** Says every minute that has changed since it was said. */
  void sayChanged(String asset, Consumer<TelemetryMinute> out, long wallMicros) {
    long said = nextRevision(wallMicros);
    for (long minute : unsaid.keySet()) {
      say(minute, asset, out, said);
    }
    unsaid.clear();
  }

  private void say(long minute, String asset, Consumer<TelemetryMinute> out, long said) {
    for (String signal : unsaid.get(minute)) {
      out.accept(minutes.get(minute).get(signal).row(asset, signal, minute, said));
    }
  }

  /** Rises across restores too, where a counter kept in state would fall back. */
  private long nextRevision(long wallMicros) {
    revision = Math.max(revision + 1, wallMicros);
    return revision;
  }

  boolean anythingUnsaid() {
    return !unsaid.isEmpty();
  }

  /** When the newest sample arrived. */
  long newestArrival() {
    return newestArrival;
  }

  RecentMinutes copy() {
    RecentMinutes copy = new RecentMinutes();
    minutes.forEach(
        (minute, signals) -> {
          TreeMap<String, MinuteOfSignal> of = new TreeMap<>();
          signals.forEach((signal, sums) -> of.put(signal, sums.copy()));
          copy.minutes.put(minute, of);
        });
    unsaid.forEach((minute, signals) -> copy.unsaid.put(minute, new TreeSet<>(signals)));
    copy.letGo = letGo.copy();
    copy.revision = revision;
    copy.newestArrival = newestArrival;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    letGo.write(out);
    out.writeLong(revision);
    out.writeLong(newestArrival);
    out.writeInt(minutes.size());
    for (Map.Entry<Long, TreeMap<String, MinuteOfSignal>> minute : minutes.entrySet()) {
      TreeSet<String> changed = unsaid.get(minute.getKey());
      out.writeLong(minute.getKey());
      out.writeInt(minute.getValue().size());
      for (Map.Entry<String, MinuteOfSignal> signal : minute.getValue().entrySet()) {
        Words.write(signal.getKey(), out);
        out.writeBoolean(changed != null && changed.contains(signal.getKey()));
        signal.getValue().write(out);
      }
    }
  }

  static RecentMinutes read(DataInput in) throws IOException {
    RecentMinutes read = new RecentMinutes();
    read.letGo = MinutesLetGo.read(in);
    read.revision = in.readLong();
    read.newestArrival = in.readLong();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      long minute = in.readLong();
      TreeMap<String, MinuteOfSignal> signals = new TreeMap<>();
      int count = in.readInt();
      for (int j = 0; j < count; j++) {
        String signal = Words.read(in);
        if (in.readBoolean()) {
          read.unsaid.computeIfAbsent(minute, m -> new TreeSet<>()).add(signal);
        }
        signals.put(signal, MinuteOfSignal.read(in));
      }
      read.minutes.put(minute, signals);
    }
    return read;
  }
}
