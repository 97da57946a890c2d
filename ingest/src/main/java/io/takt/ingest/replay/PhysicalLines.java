package io.takt.ingest.replay;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The lines of a file as bytes, each with its number and place; LF, CRLF and CR end a line. */
final class PhysicalLines implements Closeable {

  /** What one row may hold; also keeps a dead letter well below Kafka's message limit. */
  static final int LONGEST = 256 * 1024;

  /**
   * @param next byte after the line's end
   * @param cut true: the line is longer than {@link #LONGEST} and {@code bytes} is its beginning
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, only passed on
  record Line(long number, long offset, long next, byte[] bytes, boolean cut) {}

  private final InputStream in;
  private final Deque<Line> pushedBack = new ArrayDeque<>();
  private long position;
  private long number;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int filled;

  private PhysicalLines(InputStream in) {
    this.in = in;
  }

  /** From the file's beginning; a UTF-8 byte order mark is passed over. */
  static PhysicalLines of(Path file) throws IOException {
    PhysicalLines lines = new PhysicalLines(new FileInputStream(file.toFile()));
    try {
      lines.passOverMark();
      return lines;
    } catch (IOException e) {
      lines.close();
      throw e;
    }
  }

  private void passOverMark() throws IOException {
    boolean marked = read() == 0xEF && read() == 0xBB && read() == 0xBF;
    if (!marked) {
      at = 0;
      position = 0;
    }
  }

  /** The next line, or null at the end of the file. */
  Line next() throws IOException {
    if (!pushedBack.isEmpty()) {
      return pushedBack.pop();
    }
    long offset = position;
    int b = read();
    if (b < 0) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    boolean cut = false;
    while (b >= 0 && b != '\n' && b != '\r') {
      if (bytes.size() < LONGEST) {
        bytes.write(b);
      } else {
        cut = true;
      }
      b = read();
    }
    if (b == '\r') {
      int following = read();
      if (following != '\n' && following >= 0) {
        // Just read, so it is still in the buffer.
        at--;
        position--;
      }
    }
    number++;
    return new Line(number, offset, position, bytes.toByteArray(), cut);
  }

  /** Gives a line back, to be read again; the last one given back comes first. */
  void pushBack(Line line) {
    pushedBack.push(line);
  }

  private int read() throws IOException {
    if (at == filled) {
      filled = in.readNBytes(buffer, 0, buffer.length);
      at = 0;
      if (filled == 0) {
        return -1;
      }
    }
    position++;
    return buffer[at++] & 0xFF;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
