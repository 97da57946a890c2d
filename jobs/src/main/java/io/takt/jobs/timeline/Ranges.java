package io.takt.jobs.timeline;

import java.util.Arrays;

/** Disjoint intervals in ascending order; adding joins what overlaps or touches. */
final class Ranges {
  private static final int LIMIT = 64;

  private long[] bounds = new long[4];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  int count() {
    return size;
  }

  long from(int index) {
    return bounds[2 * index];
  }

  long to(int index) {
    return bounds[2 * index + 1];
  }

  void clear() {
    size = 0;
  }

  /** Whether any interval has an instant in common with {@code [from, to)}. */
  boolean meets(long from, long to) {
    for (int i = 0; i < size; i++) {
      if (from(i) < to && to(i) > from) {
        return true;
      }
    }
    return false;
  }

  /** Whether one interval holds all of {@code [from, to)}. */
  boolean covers(long from, long to) {
    for (int i = 0; i < size; i++) {
      if (from(i) <= from && to(i) >= to) {
        return true;
      }
    }
    return false;
  }

  void add(long from, long to) {
    if (from >= to) {
      return;
    }
    int first = 0;
    while (first < size && to(first) < from) {
      first++;
    }
    int last = first;
    long low = from;
    long high = to;
    while (last < size && from(last) <= to) {
      low = Math.min(low, from(last));
      high = Math.max(high, to(last));
      last++;
    }
    replace(first, last, low, high);
    if (size > LIMIT) {
      joinClosest();
    }
  }

  /** Puts one interval in the place of those from {@code first} up to but not {@code last}. */
  private void replace(int first, int last, long low, long high) {
    int grown = size - (last - first) + 1;
    long[] next = grown * 2 > bounds.length ? new long[grown * 4] : new long[bounds.length];
    System.arraycopy(bounds, 0, next, 0, first * 2);
    next[first * 2] = low;
    next[first * 2 + 1] = high;
    System.arraycopy(bounds, last * 2, next, first * 2 + 2, (size - last) * 2);
    bounds = next;
    size = grown;
  }

  private void joinClosest() {
    int best = 0;
    for (int i = 1; i < size - 1; i++) {
      if (from(i + 1) - to(i) < from(best + 1) - to(best)) {
        best = i;
      }
    }
    replace(best, best + 2, from(best), to(best + 1));
  }

  Ranges copy() {
    Ranges copy = new Ranges();
    copy.bounds = Arrays.copyOf(bounds, bounds.length);
    copy.size = size;
    return copy;
  }

  /** As earlier layouts had it. */
  static Ranges readWide(java.io.DataInput in) throws java.io.IOException {
    Ranges ranges = new Ranges();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      long from = in.readLong();
      ranges.add(from, in.readLong());
    }
    return ranges;
  }
}
