package io.takt.bench.suite;

import io.takt.bench.suite.Machine.Load;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs benchmarks one after the other on one stack. */
public final class SuiteRun {

  private SuiteRun() {}

  /**
   * What to run.
   *
   * @param names benchmarks; empty: all, or with {@code quick} the quick ones
   * @param pairs alternated pairs of each, at least 1
   * @param report where JSON goes; null: nowhere
   * @param markdown where the table goes as Markdown; null: nowhere
   */
  public record Order(List<String> names, boolean quick, int pairs, Path report, Path markdown) {}

  /**
   * Runs them and prints as it goes.
   *
   * @return whether every figure is there, and none is below its gate that was measured on a quiet
   *     machine
   * @throws IllegalArgumentException in one sentence, for a name that is none
   */
  public static boolean run(Order order, Path home, PrintWriter out) throws Exception {
    List<String> names = order.names().isEmpty() && order.quick() ? Suite.QUICK : order.names();
    List<Benchmark> chosen = new Suite().named(names);
    Path directory = freshDirectory(home);
    Logger log = LoggerFactory.getLogger(SuiteRun.class);
    Results results = new Results(Machine.here(home));
    try (Bed bed = new Bed(directory)) {
      for (Benchmark benchmark : chosen) {
        Load before = Load.now();
        long began = System.nanoTime();
        try {
          List<Figure> figures = benchmark.run(bed, order.pairs());
          double others = Load.now().othersSince(before);
          String load = Machine.loadAverage();
          for (Figure figure : figures) {
            results.add(figure, others, load);
            out.println(Results.line(figure, others, load));
          }
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception e) {
          // Others may still say something; this one fails the run.
          log.error("{} gave no figure", benchmark.id(), e);
          results.failed(benchmark.id(), e.toString());
          out.printf("  %-9s no figure: %s%n", benchmark.id(), e);
        }
        out.printf(Locale.ROOT, "  %-9s took %.0f s%n", "", (System.nanoTime() - began) / 1e9);
        out.flush();
      }
    }
    results.print(out);
    if (order.report() != null) {
      results.write(order.report());
    }
    if (order.markdown() != null) {
      Files.writeString(order.markdown(), results.markdown());
    }
    return results.holds();
  }

  /** Where the stack and the logs go, without what an earlier run left. */
  static Path freshDirectory(Path home) throws IOException {
    Path directory = home.resolve(".takt/bench");
    empty(directory);
    System.setProperty("takt.logs", directory.resolve("logs").toString());
    return directory;
  }

  /** Removes what an earlier run left; nobody else writes there. */
  private static void empty(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
