package io.takt.schemas;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary encoding, read from bytes that nobody vouches for.
 *
 * <p>Avro's own decoder allocates what a length in the bytes asks for before it looks whether so
 * many bytes are there: seven broken bytes are enough for an OutOfMemoryError, which takes the
 * whole task manager with them. This one believes no length that the rest of the payload cannot
 * hold. Every element of an array or map takes at least a byte in our schemas, so the same goes for
 * their counts.
 *
 * <p>For one thread; {@link #reset} makes it read another payload.
 */
final class PayloadDecoder extends Decoder {

  private static final int LONGEST_VARINT = 10;

  private final StringCache strings = new StringCache();
  private byte[] bytes = new byte[0];
  private int position;

  void reset(byte[] payload, int from) {
    bytes = payload;
    position = from;
  }

  /** Bytes not read yet. */
  int remaining() {
    return bytes.length - position;
  }

  private int take(int length) throws IOException {
    if (length < 0 || length > remaining()) {
      throw new EOFException(
          "a length of "
              + length
              + " bytes where "
              + remaining()
              + " are left, at byte "
              + position);
    }
    int from = position;
    position += length;
    return from;
  }

  private byte next() throws IOException {
    return bytes[take(1)];
  }

  private int length() throws IOException {
    long length = readLong();
    if (length < 0 || length > remaining()) {
      throw new EOFException(
          "a length of "
              + length
              + " bytes where "
              + remaining()
              + " are left, at byte "
              + position);
    }
    return (int) length;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    byte value = next();
    if (value != 0 && value != 1) {
      throw new IOException("a boolean of " + value + ", at byte " + (position - 1));
    }
    return value == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new IOException("an int of " + value + ", at byte " + position);
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      byte part = next();
      value |= (part & 0x7fL) << (7 * i);
      if (part >= 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new IOException("a number of more than ten bytes, at byte " + position);
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat(littleEndian(take(Integer.BYTES)));
  }

  @Override
  public double readDouble() throws IOException {
    int from = take(Long.BYTES);
    long low = littleEndian(from) & 0xffff_ffffL;
    long high = littleEndian(from + Integer.BYTES) & 0xffff_ffffL;
    return Double.longBitsToDouble(high << 32 | low);
  }

  private int littleEndian(int from) {
    return (bytes[from] & 0xff)
        | (bytes[from + 1] & 0xff) << 8
        | (bytes[from + 2] & 0xff) << 16
        | (bytes[from + 3] & 0xff) << 24;
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(readString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String readString() throws IOException {
    int length = length();
    return strings.get(bytes, take(length), length);
  }

  @Override
  public void skipString() throws IOException {
    take(length());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    int length = length();
    byte[] copy = new byte[length];
    System.arraycopy(bytes, take(length), copy, 0, length);
    return ByteBuffer.wrap(copy);
  }

  @Override
  public void skipBytes() throws IOException {
    take(length());
  }

  @Override
  public void readFixed(byte[] into, int start, int length) throws IOException {
    System.arraycopy(bytes, take(length), into, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    take(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return blockCount();
  }

  @Override
  public long arrayNext() throws IOException {
    return blockCount();
  }

  @Override
  public long skipArray() throws IOException {
    return blockToSkip();
  }

  @Override
  public long readMapStart() throws IOException {
    return blockCount();
  }

  @Override
  public long mapNext() throws IOException {
    return blockCount();
  }

  @Override
  public long skipMap() throws IOException {
    return blockToSkip();
  }

  /** A negative count is followed by the block's length in bytes, which a reader does not need. */
  private long blockCount() throws IOException {
    long count = readLong();
    if (count < 0) {
      count = -count;
      readLong();
    }
    if (count < 0 || count > remaining()) {
      throw new EOFException(
          "a list of " + count + " where " + remaining() + " bytes are left, at byte " + position);
    }
    return count;
  }

  /** Skips blocks of known length; gives the count of one that must be skipped by its elements. */
  private long blockToSkip() throws IOException {
    long count = readLong();
    while (count < 0) {
      take(length());
      count = readLong();
    }
    if (count > remaining()) {
      throw new EOFException(
          "a list of " + count + " where " + remaining() + " bytes are left, at byte " + position);
    }
    return count;
  }
}
