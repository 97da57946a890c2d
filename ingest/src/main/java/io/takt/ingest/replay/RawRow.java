package io.takt.ingest.replay;

import java.util.Arrays;
import java.util.Objects;

/**
 * The bytes of one row, without its line end.
 *
 * @param line number of its first line, the file's first being 1
 * @param offset byte at which it begins
 * @param bytes as they are in the file; a row longer than the limit is cut off
 * @param length bytes it takes in the file, without the line end after it
 * @param problem why the bytes are no row at all, one sentence; null when they may be one
 */
record RawRow(long line, long offset, byte[] bytes, int length, String problem) {

  boolean isBlank() {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawRow that
        && line == that.line
        && offset == that.offset
        && length == that.length
        && Arrays.equals(bytes, that.bytes)
        && Objects.equals(problem, that.problem);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(offset);
  }
}
