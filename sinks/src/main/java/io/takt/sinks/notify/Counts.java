package io.takt.sinks.notify;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of messages since the start, by receiver: {@code sent.NAME}, {@code failed.NAME}
 * (each try), {@code suppressed.NAME.WHY}. The database's view notification_hour has the same for
 * good.
 */
public final class Counts {

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void sent(String receiver) {
    add("sent." + receiver);
  }

  void failed(String receiver) {
    add("failed." + receiver);
  }

  void suppressed(Suppressed suppressed) {
    add("suppressed." + suppressed.receiver() + "." + suppressed.why());
  }

  private void add(String name) {
    counts.computeIfAbsent(name, key -> new LongAdder()).increment();
  }

  /** All, by name. */
  public Map<String, Long> all() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((name, count) -> all.put(name, count.sum()));
    return all;
  }
}
