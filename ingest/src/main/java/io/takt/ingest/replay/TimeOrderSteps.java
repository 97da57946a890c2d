package io.takt.ingest.replay;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The rows of a file that is not in time order, sorted by time; rows of one time stay in file
 * order. Only places of rows are held, 24 bytes a row, and each row is read again where it lies.
 */
final class TimeOrderSteps implements FileSteps {

  private static final int INDEX_BITS = 21;

  /**
   * So that time (42 bits of milliseconds, 1980 to 2100) and index fit into one long to sort by.
   */
  static final int MOST_ROWS = 1 << INDEX_BITS;

  private final DataFile file;
  private final RowFormat format;
  private final RandomAccessFile bytes;
  private final RowPlaces places;
  private int next;

  private TimeOrderSteps(
      DataFile file, RowFormat format, RandomAccessFile bytes, RowPlaces places) {
    this.file = file;
    this.format = format;
    this.bytes = bytes;
    this.places = places;
  }

  /**
   * @throws MappingException when the file has more than {@link #MOST_ROWS} rows
   */
  static TimeOrderSteps open(DataFile file) throws IOException {
    RowPlaces places = new RowPlaces();
    RowFormat format;
    try (FileOrderSteps steps = FileOrderSteps.open(file)) {
      format = steps.format();
      long time = TimeReading.EARLIEST.toEpochMilli();
      for (Step step = steps.next(); step != null; step = steps.next()) {
        if (places.count == MOST_ROWS) {
          throw new MappingException(
              file.name()
                  + " is not in time order and has more than "
                  + MOST_ROWS
                  + " rows; sort it by time first.");
        }
        // A row without a time stays with the one before it.
        time = step instanceof Step.Read read ? read.at().toEpochMilli() : time;
        places.add(time, steps.raw());
      }
    }
    places.sort();
    return new TimeOrderSteps(
        file, format, new RandomAccessFile(file.path().toFile(), "r"), places);
  }

  @Override
  public Step next() throws IOException {
    if (next == places.count) {
      return null;
    }
    int index = places.indexAt(next++);
    byte[] row = new byte[places.lengths[index]];
    bytes.seek(places.offsets[index]);
    bytes.readFully(row);
    RawRow raw =
        new RawRow(
            places.lines[index],
            places.offsets[index],
            row,
            row.length,
            places.problems.get(index));
    return FileOrderSteps.read(file, format, raw);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  /** Where rows lie in the file. */
  private static final class RowPlaces {
    private long[] timeAndIndex = new long[1024];
    private long[] offsets = new long[1024];
    private int[] lines = new int[1024];
    private int[] lengths = new int[1024];
    private final Map<Integer, String> problems = new HashMap<>();
    private int count;

    void add(long millis, RawRow raw) {
      if (count == offsets.length) {
        timeAndIndex = Arrays.copyOf(timeAndIndex, count * 2);
        offsets = Arrays.copyOf(offsets, count * 2);
        lines = Arrays.copyOf(lines, count * 2);
        lengths = Arrays.copyOf(lengths, count * 2);
      }
      timeAndIndex[count] = (millis - TimeReading.EARLIEST.toEpochMilli()) << INDEX_BITS | count;
      offsets[count] = raw.offset();
      lines[count] = Math.toIntExact(raw.line());
      lengths[count] = raw.length();
      if (raw.problem() != null) {
        problems.put(count, raw.problem());
      }
      count++;
    }

    void sort() {
      Arrays.sort(timeAndIndex, 0, count);
    }

    int indexAt(int rank) {
      return (int) (timeAndIndex[rank] & (MOST_ROWS - 1));
    }
  }
}
