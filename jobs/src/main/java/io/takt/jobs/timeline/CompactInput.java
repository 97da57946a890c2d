package io.takt.jobs.timeline;

import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link CompactOutput} wrote, call by call. */
final class CompactInput {
  private static final int LOW_BITS = 0x7f;
  private static final int MORE = 0x80;

  private final DataInput in;
  private final long base;
  private final List<String> words = new ArrayList<>();

  /**
   * @param base as it was given to the writer
   */
  CompactInput(DataInput in, long base) {
    this.in = in;
    this.base = base;
  }

  long size() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (long) (next & LOW_BITS) << shift;
      if ((next & MORE) == 0) {
        return value;
      }
    }
    throw new IOException("a number in state goes on for more than ten bytes");
  }

  /** A number of things that follow. */
  int count() throws IOException {
    long count = size();
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new IOException("state says " + count + " things follow");
    }
    return (int) count;
  }

  long signed() throws IOException {
    long shown = size();
    return (shown >>> 1) ^ -(shown & 1);
  }

  long instant() throws IOException {
    long shown = size();
    if (shown == 0) {
      return Fact.NONE;
    }
    shown--;
    return base + ((shown >>> 1) ^ -(shown & 1));
  }

  /** Text that recurs in thousands of assets is one String. */
  String word() throws IOException {
    int place = count();
    if (place == 0) {
      return null;
    }
    if (place == words.size() + 1) {
      words.add(in.readUTF().intern());
    }
    if (place > words.size()) {
      throw new IOException("state names word " + place + " of " + words.size());
    }
    return words.get(place - 1);
  }

  double[] figures(int count) throws IOException {
    long kinds = size();
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      int kind = (int) (kinds >>> (i * CompactOutput.KIND_BITS)) & CompactOutput.KIND_MASK;
      values[i] =
          switch (kind) {
            case CompactOutput.NO_NUMBER -> Double.NaN;
            case CompactOutput.WHOLE -> signed();
            case CompactOutput.BROKEN -> in.readDouble();
            default -> throw new IOException("no kind of figure: " + kind);
          };
    }
    return values;
  }

  List<Long> ascending() throws IOException {
    int count = count();
    List<Long> values = new ArrayList<>();
    long before = base;
    for (int i = 0; i < count; i++) {
      before += signed();
      values.add(before);
    }
    return values;
  }

  Ranges ranges() throws IOException {
    Ranges ranges = new Ranges();
    for (int i = count(); i > 0; i--) {
      long from = instant();
      ranges.add(from, instant());
    }
    return ranges;
  }
}
