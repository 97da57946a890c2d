package io.takt.ingest.replay;

import java.io.IOException;

/** The rows of one file in the order in which it holds them; one row in memory at a time. */
final class FileOrderSteps implements FileSteps {

  private final DataFile file;
  private final RawRows rows;
  private final RowFormat format;
  private RawRow current;

  private FileOrderSteps(DataFile file, RawRows rows, RowFormat format) {
    this.file = file;
    this.rows = rows;
    this.format = format;
  }

  static FileOrderSteps open(DataFile file) throws IOException {
    RawRows rows = file.rows();
    try {
      return new FileOrderSteps(file, rows, file.format(rows));
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  @Override
  public Step next() throws IOException {
    do {
      current = rows.next();
      if (current == null) {
        return null;
      }
    } while (current.isBlank());
    return read(file, format, current);
  }

  /** The bytes behind the last step. */
  RawRow raw() {
    return current;
  }

  RowFormat format() {
    return format;
  }

  static Step read(DataFile file, RowFormat format, RawRow raw) {
    try {
      return file.reader().read(raw.line(), file.source(), format.parse(raw));
    } catch (UnreadableRow e) {
      return new Step.Refused(raw, e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
