package io.takt.ingest.gateway.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets the key unused for longest once it is full. Not safe for several threads. */
final class RecentKeys<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int most;

  RecentKeys(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
