package io.takt.sinks.copy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Rows in PostgreSQL's binary COPY format, in one array that grows and is used again. Fields are
 * written in the order of the columns, each row begun by {@link #row}.
 */
public final class CopyBuffer {

  /** Milliseconds from 1970 to PostgreSQL's epoch, 2000-01-01. */
  private static final long EPOCH_MS = 946_684_800_000L;

  private static final int EPOCH_DAY = 10_957;
  private static final int NULL = -1;

  private byte[] bytes = new byte[1 << 16];
  private int length;

  /** Bytes written so far. */
  public int length() {
    return length;
  }

  /** The array behind; valid up to {@link #length} and until the next write. */
  public byte[] array() {
    return bytes;
  }

  /** Forgets the rows and keeps the array. */
  public void clear() {
    length = 0;
  }

  /** Begins a row of so many fields. */
  public void row(int fields) {
    reserve(2);
    putShort(fields);
  }

  /** SQL null, of any type. */
  public void nothing() {
    reserve(4);
    putInt(NULL);
  }

  /** text; null is SQL null. NUL, which the server refuses, becomes U+FFFD. */
  public void text(String value) {
    if (value == null) {
      nothing();
      return;
    }
    int chars = value.length();
    reserve(4 + chars);
    int start = length;
    length += 4;
    for (int i = 0; i < chars; i++) {
      char c = value.charAt(i);
      if (c == 0 || c > 0x7f) {
        length = start;
        encoded(value.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[length++] = (byte) c;
    }
    putIntAt(start, chars);
  }

  /** jsonb, from its text. */
  public void jsonb(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    reserve(5 + utf8.length);
    putInt(1 + utf8.length);
    bytes[length++] = 1; // the format's version
    put(utf8);
  }

  /** bytea; null is SQL null. */
  public void bytea(byte[] value) {
    if (value == null) {
      nothing();
    } else {
      encoded(value);
    }
  }

  /** timestamptz; null is SQL null. */
  public void timestamp(Instant value) {
    if (value == null) {
      nothing();
    } else {
      timestamp(value.toEpochMilli());
    }
  }

  /** timestamptz from epoch milliseconds. */
  public void timestamp(long epochMs) {
    int8((epochMs - EPOCH_MS) * 1000);
  }

  /** timestamptz -infinity. */
  public void beginningOfTime() {
    int8(Long.MIN_VALUE);
  }

  /** date. */
  public void date(LocalDate value) {
    int4((int) value.toEpochDay() - EPOCH_DAY);
  }

  /** float8. */
  public void float8(double value) {
    int8(Double.doubleToRawLongBits(value));
  }

  /** float8; null is SQL null. */
  public void float8(Double value) {
    if (value == null) {
      nothing();
    } else {
      float8(value.doubleValue());
    }
  }

  /** float8; NaN, which stands for a figure that there is not, is SQL null. */
  public void figure(double value) {
    if (Double.isNaN(value)) {
      nothing();
    } else {
      float8(value);
    }
  }

  /** bigint. */
  public void int8(long value) {
    reserve(12);
    putInt(8);
    putInt((int) (value >> 32));
    putInt((int) value);
  }

  /** bigint; null is SQL null. */
  public void int8(Long value) {
    if (value == null) {
      nothing();
    } else {
      int8(value.longValue());
    }
  }

  /** integer. */
  public void int4(int value) {
    reserve(8);
    putInt(4);
    putInt(value);
  }

  /** integer; null is SQL null. */
  public void int4(Integer value) {
    if (value == null) {
      nothing();
    } else {
      int4(value.intValue());
    }
  }

  /** smallint. */
  public void int2(int value) {
    reserve(6);
    putInt(2);
    putShort(value);
  }

  /** boolean. */
  public void bool(boolean value) {
    reserve(5);
    putInt(1);
    bytes[length++] = (byte) (value ? 1 : 0);
  }

  private void encoded(byte[] value) {
    reserve(4 + value.length);
    putInt(value.length);
    put(value);
  }

  private void put(byte[] value) {
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  private void putShort(int value) {
    bytes[length++] = (byte) (value >> 8);
    bytes[length++] = (byte) value;
  }

  private void putInt(int value) {
    putIntAt(length, value);
    length += 4;
  }

  private void putIntAt(int at, int value) {
    bytes[at] = (byte) (value >> 24);
    bytes[at + 1] = (byte) (value >> 16);
    bytes[at + 2] = (byte) (value >> 8);
    bytes[at + 3] = (byte) value;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
