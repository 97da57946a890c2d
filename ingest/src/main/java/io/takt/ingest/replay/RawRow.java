package io.takt.ingest.replay;

/**
 * The bytes of one row, without its line end.
 *
 * @param line number of its first line, the file's first being 1
 * @param offset byte at which it begins
 * @param bytes as they are in the file; a row longer than the limit is cut off
 * @param length bytes it takes in the file, without the line end after it
 * @param problem why the bytes are no row at all, one sentence; null when they may be one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only passed on
record RawRow(long line, long offset, byte[] bytes, int length, String problem) {

  boolean isBlank() {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t') {
        return false;
      }
    }
    return true;
  }
}
