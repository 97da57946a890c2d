package io.takt.jobs.timeline;

import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes what is near to something in few bytes: instants as their distance to a given one, words
 * once each, whole numbers by their size. Read by {@link CompactInput}, call by call.
 */
final class CompactOutput {
  static final int NO_NUMBER = 0;
  static final int WHOLE = 1;
  static final int BROKEN = 2;
  static final int KIND_BITS = 2;
  static final int KIND_MASK = 3;

  /** Whole numbers below this are exact as long and as double. */
  private static final double EXACT = 1L << 53;

  private static final int LOW_BITS = 0x7f;
  private static final int MORE = 0x80;

  private final DataOutput out;
  private final long base;
  private Map<String, Integer> words;

  /**
   * @param base near to most instants that will be written; the reader has to be given the same
   */
  CompactOutput(DataOutput out, long base) {
    this.out = out;
    this.base = base;
  }

  /** A number of 0 or more in few bytes if it is small; any other in ten. */
  void size(long value) throws IOException {
    long rest = value;
    while ((rest & ~LOW_BITS) != 0) {
      out.writeByte((int) (rest & LOW_BITS) | MORE);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** A number in few bytes if it is near to 0. */
  void signed(long value) throws IOException {
    size((value << 1) ^ (value >> 63));
  }

  /** An instant, or {@link Fact#NONE}. */
  void instant(long value) throws IOException {
    if (value == Fact.NONE) {
      size(0);
      return;
    }
    long distance = value - base;
    long shown = ((distance << 1) ^ (distance >> 63)) + 1;
    if (shown == 0) {
      throw new IOException("instant " + value + " is too far from " + base + " to be written");
    }
    size(shown);
  }

  /** Text, or null; the same text again costs a byte or two. */
  void word(String value) throws IOException {
    if (value == null) {
      size(0);
      return;
    }
    if (words == null) {
      words = new HashMap<>();
    }
    Integer known = words.get(value);
    if (known != null) {
      size(known);
      return;
    }
    words.put(value, words.size() + 1);
    size(words.size());
    out.writeUTF(value);
  }

  /** Figures that are mostly NaN or whole. */
  void figures(double... values) throws IOException {
    long kinds = 0;
    for (int i = 0; i < values.length; i++) {
      kinds |= (long) kind(values[i]) << (i * KIND_BITS);
    }
    size(kinds);
    for (double value : values) {
      switch (kind(value)) {
        case WHOLE -> signed((long) value);
        case BROKEN -> out.writeDouble(value);
        default -> {}
      }
    }
  }

  private static int kind(double value) {
    if (Double.isNaN(value)) {
      return NO_NUMBER;
    }
    boolean negativeZero = value == 0 && 1 / value < 0;
    return value == Math.rint(value) && Math.abs(value) < EXACT && !negativeZero ? WHOLE : BROKEN;
  }

  /** Instants that rise; the nearer they are to each other, the fewer bytes. */
  void ascending(Iterable<Long> values, int count) throws IOException {
    size(count);
    long before = base;
    for (Long value : values) {
      signed(value - before);
      before = value;
    }
  }

  void ranges(Ranges ranges) throws IOException {
    size(ranges.count());
    for (int i = 0; i < ranges.count(); i++) {
      instant(ranges.from(i));
      instant(ranges.to(i));
    }
  }
}
