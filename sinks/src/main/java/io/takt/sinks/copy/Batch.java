package io.takt.sinks.copy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.copy.CopyIn;

/**
 * Documents that wait to be written, encoded as they came, each key once: a higher or equal
 * revision replaces what was said before. Elements themselves are not kept.
 */
final class Batch<T> {

  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};

  private final Binding<T> binding;
  private final List<Stretch> stretches = new ArrayList<>();
  private final Map<Binding.Key, Integer> places = new HashMap<>();
  private int size;
  private int rows;
  private long[] revisions = new long[64];

  Batch(Binding<T> binding) {
    this.binding = binding;
    for (int i = 0; i < binding.tables().size(); i++) {
      stretches.add(new Stretch());
    }
  }

  /**
   * Adds an element, unless a newer word on its document is here already; where rows are only ever
   * added, always.
   */
  void add(T element) {
    if (binding.appendsOnly()) {
      encode(element);
      return;
    }
    Binding.Key key = binding.key(element);
    long revision = binding.revision(element);
    Integer before = places.get(key);
    if (before != null) {
      if (revisions[before] > revision) {
        return;
      }
      for (Stretch stretch : stretches) {
        stretch.drop(before);
      }
    }
    if (size == revisions.length) {
      revisions = Arrays.copyOf(revisions, size * 2);
    }
    revisions[size] = revision;
    places.put(key, size);
    encode(element);
  }

  private void encode(T element) {
    for (int i = 0; i < stretches.size(); i++) {
      rows += stretches.get(i).append(size, binding.tables().get(i), element);
    }
    size++;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Rows encoded, also those that were replaced since: what the memory is used for. */
  int rows() {
    return Math.max(rows, size);
  }

  int bytes() {
    int sum = 0;
    for (Stretch stretch : stretches) {
      sum += stretch.buffer.length();
    }
    return sum;
  }

  Set<Binding.Key> keys() {
    return places.keySet();
  }

  /** Rows that will be written to a table. */
  int rows(int table) {
    return stretches.get(table).liveRows;
  }

  /** Calls back for each document that has no row in a table. */
  void eachWithoutRows(int table, DocumentAction action) throws SQLException {
    Stretch stretch = stretches.get(table);
    if (stretch.liveRows > 0 && stretch.withoutRows == 0) {
      return;
    }
    for (Map.Entry<Binding.Key, Integer> place : places.entrySet()) {
      if (stretch.rowsOf[place.getValue()] == 0) {
        action.of(place.getKey(), revisions[place.getValue()]);
      }
    }
  }

  /** Whether some document has no row in some table, so that there may be rows to delete. */
  boolean removes() {
    return !binding.appendsOnly()
        && stretches.stream().anyMatch(stretch -> stretch.withoutRows > 0);
  }

  /** Sends a table's rows through an open COPY. */
  void send(int table, CopyIn copy) throws SQLException {
    copy.writeToCopy(HEADER, 0, HEADER.length);
    stretches.get(table).send(copy, size);
    copy.writeToCopy(TRAILER, 0, TRAILER.length);
    copy.endCopy();
  }

  void clear() {
    places.clear();
    size = 0;
    rows = 0;
    stretches.forEach(Stretch::clear);
  }

  /** What to do with one document. */
  interface DocumentAction {
    void of(Binding.Key key, long revision) throws SQLException;
  }

  /** The rows of one table: document i ends at ends[i] and begins where the one before ends. */
  private static final class Stretch {
    private static final int DROPPED = -1;

    private final CopyBuffer buffer = new CopyBuffer();
    private int[] ends = new int[64];
    private int[] rowsOf = new int[64];
    private int liveRows;
    private int withoutRows;
    private boolean holes;

    <T> int append(int place, Rows<T> table, T element) {
      if (place == ends.length) {
        ends = Arrays.copyOf(ends, place * 2);
        rowsOf = Arrays.copyOf(rowsOf, place * 2);
      }
      int count = table.count(element);
      for (int ordinal = 0; ordinal < count; ordinal++) {
        buffer.row(table.sql().columns().size());
        table.encode(element, ordinal, buffer);
      }
      ends[place] = buffer.length();
      rowsOf[place] = count;
      liveRows += count;
      if (count == 0) {
        withoutRows++;
      }
      return count;
    }

    void drop(int place) {
      liveRows -= rowsOf[place];
      if (rowsOf[place] == 0) {
        withoutRows--;
      }
      rowsOf[place] = DROPPED;
      holes = true;
    }

    void send(CopyIn copy, int size) throws SQLException {
      if (!holes) {
        copy.writeToCopy(buffer.array(), 0, buffer.length());
        return;
      }
      int from = 0;
      for (int place = 0; place < size; place++) {
        int start = place == 0 ? 0 : ends[place - 1];
        if (rowsOf[place] == DROPPED) {
          if (start > from) {
            copy.writeToCopy(buffer.array(), from, start - from);
          }
          from = ends[place];
        }
      }
      if (buffer.length() > from) {
        copy.writeToCopy(buffer.array(), from, buffer.length() - from);
      }
    }

    void clear() {
      buffer.clear();
      liveRows = 0;
      withoutRows = 0;
      holes = false;
    }
  }
}
