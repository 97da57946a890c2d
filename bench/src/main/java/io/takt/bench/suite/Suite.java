package io.takt.bench.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All benchmarks there are, by name. */
final class Suite {

  /** What a build server runs: under four minutes. */
  static final List<String> QUICK = List.of("B2a", "B2b", "B3", "B3r", "B7");

  private final Map<String, Benchmark> benchmarks = new LinkedHashMap<>();

  Suite() {
    List<Benchmark> all = new ArrayList<>(SinkBenchmarks.all());
    all.add(new StateSize());
    all.addAll(DrainBenchmarks.all());
    all.addAll(PeerBenchmarks.all());
    all.add(new Latency());
    all.add(new CatchUp());
    all.add(new PanelTime());
    all.forEach(benchmark -> benchmarks.put(benchmark.id(), benchmark));
  }

  Set<String> ids() {
    return benchmarks.keySet();
  }

  /**
   * Those of these names, in the suite's order; all for none. B2 stands for B2a and B2b.
   *
   * @throws IllegalArgumentException in one sentence, if there is none of a name
   */
  List<Benchmark> named(List<String> names) {
    if (names.isEmpty()) {
      return List.copyOf(benchmarks.values());
    }
    List<Benchmark> chosen = new ArrayList<>();
    for (Benchmark benchmark : benchmarks.values()) {
      if (names.stream().anyMatch(name -> means(name, benchmark.id()))) {
        chosen.add(benchmark);
      }
    }
    for (String name : names) {
      if (benchmarks.keySet().stream().noneMatch(id -> means(name, id))) {
        throw new IllegalArgumentException(
            "There is no benchmark %s; there are %s."
                .formatted(name, String.join(", ", benchmarks.keySet())));
      }
    }
    return chosen;
  }

  private static boolean means(String name, String id) {
    String asked = name.toLowerCase(Locale.ROOT);
    String known = id.toLowerCase(Locale.ROOT);
    return known.equals(asked)
        || (known.length() == asked.length() + 1
            && known.startsWith(asked)
            && Character.isLetter(known.charAt(known.length() - 1))
            && Character.isDigit(asked.charAt(asked.length() - 1)));
  }
}
