package io.takt.ingest.replay;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a file as bytes: a line each, but a quoted CSV field may hold line ends. A quote that
 * is never closed costs its own line only, not the rest of the file.
 */
final class RawRows implements Closeable {

  /** A quoted field over more lines than this is taken for a forgotten quote. */
  private static final int MOST_LINES = 100;

  private final PhysicalLines lines;
  private final byte separator;
  private final byte quote;
  private final boolean quoted;

  private RawRows(PhysicalLines lines, byte separator, byte quote, boolean quoted) {
    this.lines = lines;
    this.separator = separator;
    this.quote = quote;
    this.quoted = quoted;
  }

  /** Rows that may have quoted fields over several lines. */
  static RawRows csv(Path file, char separator, char quote) throws IOException {
    return new RawRows(PhysicalLines.of(file), (byte) separator, (byte) quote, true);
  }

  /** One row a line. */
  static RawRows plain(Path file) throws IOException {
    return new RawRows(PhysicalLines.of(file), (byte) 0, (byte) 0, false);
  }

  /** The next row, blank ones included, or null at the end of the file. */
  RawRow next() throws IOException {
    PhysicalLines.Line first = lines.next();
    if (first == null) {
      return null;
    }
    if (first.cut()) {
      return tooLong(first);
    }
    if (!quoted || !endsInsideQuotes(first.bytes(), false)) {
      return new RawRow(first.number(), first.offset(), first.bytes(), first.bytes().length, null);
    }
    return overSeveralLines(first);
  }

  private RawRow overSeveralLines(PhysicalLines.Line first) throws IOException {
    List<PhysicalLines.Line> more = new ArrayList<>();
    int size = first.bytes().length;
    while (more.size() < MOST_LINES) {
      PhysicalLines.Line line = lines.next();
      if (line == null) {
        break;
      }
      more.add(line);
      size += line.bytes().length + 1;
      if (line.cut() || size > PhysicalLines.LONGEST) {
        break;
      }
      if (!endsInsideQuotes(line.bytes(), true)) {
        int length = (int) (line.offset() - first.offset()) + line.bytes().length;
        return new RawRow(first.number(), first.offset(), joined(first, more), length, null);
      }
    }
    for (int i = more.size() - 1; i >= 0; i--) {
      lines.pushBack(more.get(i));
    }
    return new RawRow(
        first.number(),
        first.offset(),
        first.bytes(),
        first.bytes().length,
        "A quoted field that begins on line "
            + first.number()
            + " is never closed; it needs a closing quote within "
            + MOST_LINES
            + " lines and 256 KiB.");
  }

  private static RawRow tooLong(PhysicalLines.Line line) {
    return new RawRow(
        line.number(),
        line.offset(),
        line.bytes(),
        line.bytes().length,
        "Line "
            + line.number()
            + " is longer than 256 KiB, of which the beginning is kept here; a row must be shorter.");
  }

  private static byte[] joined(PhysicalLines.Line first, List<PhysicalLines.Line> more) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first.bytes());
    for (PhysicalLines.Line line : more) {
      all.write('\n');
      all.writeBytes(line.bytes());
    }
    return all.toByteArray();
  }

  /**
   * A quote opens a field only where the field begins, as RFC 4180 has it; doubled it is itself.
   */
  private boolean endsInsideQuotes(byte[] bytes, boolean insideBefore) {
    boolean inside = insideBefore;
    boolean fieldBegins = !insideBefore;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (inside) {
        if (b == quote) {
          if (i + 1 < bytes.length && bytes[i + 1] == quote) {
            i++;
          } else {
            inside = false;
          }
        }
      } else if (b == quote && fieldBegins) {
        inside = true;
        fieldBegins = false;
      } else {
        fieldBegins = b == separator;
      }
    }
    return inside;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
