package io.takt.sinks.notify;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of messages since the start, by receiver: {@code sent.NAME}, {@code failed.NAME}
 * (each try), {@code suppressed.NAME.WHY}. The database's view notification_hour has the same for
 * good.
 */
public final class Counts {

  /** What is counted; {@code why} is empty but for what was suppressed. */
  private record Kind(String what, String receiver, String why) {

    static final Comparator<Kind> ORDER =
        Comparator.comparing(Kind::what).thenComparing(Kind::receiver).thenComparing(Kind::why);

    String name() {
      return what + "." + receiver + (why.isEmpty() ? "" : "." + why);
    }

    String metric() {
      return "takt_notifier_"
          + what
          + "_total{receiver=\""
          + escaped(receiver)
          + (why.isEmpty() ? "" : "\",why=\"" + escaped(why))
          + "\"}";
    }
  }

  private static final Map<String, String> HELP =
      Map.of(
          "sent", "Messages that a receiver took.",
          "failed", "Tries to hand over that failed; most are tried again.",
          "suppressed", "Alerts that were not told, by the reason.");

  private final Map<Kind, LongAdder> counts = new ConcurrentSkipListMap<>(Kind.ORDER);

  void sent(String receiver) {
    add(new Kind("sent", receiver, ""));
  }

  void failed(String receiver) {
    add(new Kind("failed", receiver, ""));
  }

  void suppressed(Suppressed suppressed) {
    add(new Kind("suppressed", suppressed.receiver(), suppressed.why()));
  }

  private void add(Kind kind) {
    counts.computeIfAbsent(kind, key -> new LongAdder()).increment();
  }

  /** All, by name. */
  public Map<String, Long> all() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((kind, count) -> all.put(kind.name(), count.sum()));
    return all;
  }

  /** All, in Prometheus' text format. */
  String prometheus() {
    StringBuilder text = new StringBuilder();
    String what = "";
    for (Map.Entry<Kind, LongAdder> count : counts.entrySet()) {
      if (!count.getKey().what().equals(what)) {
        what = count.getKey().what();
        String name = "takt_notifier_" + what + "_total";
        text.append("# HELP ").append(name).append(' ').append(HELP.get(what)).append('\n');
        text.append("# TYPE ").append(name).append(" counter\n");
      }
      text.append(count.getKey().metric()).append(' ').append(count.getValue().sum()).append('\n');
    }
    return text.toString();
  }

  /** A label's value as the format asks for it. */
  static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
