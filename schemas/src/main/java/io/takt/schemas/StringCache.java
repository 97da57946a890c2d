package io.takt.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Remembers the strings decoded last, so that the asset ids, sources and states that come again and
 * again are neither decoded nor allocated anew. Fixed size: a slot holds the last string that fell
 * in it. For one thread.
 */
final class StringCache {

  private static final int SLOTS = 1 << 12;
  private static final int LONGEST = 64;

  private final byte[][] encoded = new byte[SLOTS][];
  private final String[] decoded = new String[SLOTS];

  String get(byte[] bytes, int from, int length) {
    if (length > LONGEST) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ hash >>> 12) & SLOTS - 1;
    byte[] known = encoded[slot];
    if (known == null || !Arrays.equals(known, 0, known.length, bytes, from, from + length)) {
      encoded[slot] = Arrays.copyOfRange(bytes, from, from + length);
      decoded[slot] = new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    return decoded[slot];
  }
}
