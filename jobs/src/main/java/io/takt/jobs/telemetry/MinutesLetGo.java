package io.takt.jobs.telemetry;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Minutes that were summed and are no longer held, as ranges: what lies between two of them was
 * never touched. Mutable.
 *
 * <p>Bounded: of more than {@link #RANGES} the two earliest are taken for one, which at worst
 * leaves a minute to the database that could have been summed here.
 */
final class MinutesLetGo {

  static final int RANGES = 64;

  private static final long MINUTE = 60_000;

  /** Start → end, exclusive; they neither touch nor overlap. */
  private final NavigableMap<Long, Long> ranges = new TreeMap<>();

  boolean contains(long minute) {
    Map.Entry<Long, Long> range = ranges.floorEntry(minute);
    return range != null && minute < range.getValue();
  }

  void add(long minute) {
    if (contains(minute)) {
      return;
    }
    long from = minute;
    long to = minute + MINUTE;
    Map.Entry<Long, Long> before = ranges.floorEntry(minute);
    if (before != null && before.getValue() == from) {
      from = before.getKey();
    }
    Long after = ranges.remove(to);
    if (after != null) {
      to = after;
    }
    ranges.put(from, to);
    if (ranges.size() > RANGES) {
      Map.Entry<Long, Long> earliest = ranges.pollFirstEntry();
      Map.Entry<Long, Long> second = ranges.pollFirstEntry();
      ranges.put(earliest.getKey(), second.getValue());
    }
  }

  int size() {
    return ranges.size();
  }

  MinutesLetGo copy() {
    MinutesLetGo copy = new MinutesLetGo();
    copy.ranges.putAll(ranges);
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(ranges.size());
    for (Map.Entry<Long, Long> range : ranges.entrySet()) {
      out.writeLong(range.getKey());
      out.writeLong(range.getValue());
    }
  }

  static MinutesLetGo read(DataInput in) throws IOException {
    MinutesLetGo read = new MinutesLetGo();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      read.ranges.put(in.readLong(), in.readLong());
    }
    return read;
  }
}
