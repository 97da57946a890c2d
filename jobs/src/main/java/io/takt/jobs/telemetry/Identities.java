package io.takt.jobs.telemetry;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Which samples were counted, as hashes of 64 bits in an open table: two different ones of a minute
 * meet by chance once in some 10^15 minutes.
 */
final class Identities {

  private static final int SMALLEST = 8;

  /** 0 stands for an empty place. */
  private long[] table = new long[SMALLEST];

  private int size;

  /** Whether it was not there before. */
  boolean add(long at, long sequence, String source) {
    return add(hash(at, sequence, source));
  }

  private boolean add(long hash) {
    int place = place(hash);
    if (table[place] == hash) {
      return false;
    }
    table[place] = hash;
    size++;
    if (size * 3 > table.length * 2) {
      long[] before = table;
      table = new long[before.length * 2];
      for (long old : before) {
        if (old != 0) {
          table[place(old)] = old;
        }
      }
    }
    return true;
  }

  private int place(long hash) {
    int place = (int) (hash & (table.length - 1));
    while (table[place] != 0 && table[place] != hash) {
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }

  private static long hash(long at, long sequence, String source) {
    long hash = mix(mix(mix(at) + sequence) + source.hashCode());
    return hash == 0 ? 1 : hash;
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long x) {
    long z = x + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  Identities copy() {
    Identities copy = new Identities();
    copy.table = Arrays.copyOf(table, table.length);
    copy.size = size;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(size);
    for (long hash : table) {
      if (hash != 0) {
        out.writeLong(hash);
      }
    }
  }

  static Identities read(DataInput in) throws IOException {
    Identities read = new Identities();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      read.add(in.readLong());
    }
    return read;
  }
}
