package io.takt.bench.suite;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two sides in turn: A B A B. */
final class Rounds {

  private static final int UNCOUNTED_AT_MOST = 12;

  /** Of a core. */
  private static final double COMPILER_AT_MOST = 0.15;

  private Rounds() {}

  /** One run of one side; tells for example records a second. */
  interface Side {
    double run() throws Exception;
  }

  /**
   * Runs both sides uncounted until they leave the compiler little to do, once at least; then so
   * many pairs.
   */
  static List<Pair> alternate(int pairs, Side ours, Side theirs) throws Exception {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    double share = 1;
    for (int i = 0; i < UNCOUNTED_AT_MOST && share > COMPILER_AT_MOST; i++) {
      long compiled = compiler.getTotalCompilationTime();
      long begun = System.nanoTime();
      ours.run();
      theirs.run();
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      share = (double) (compiler.getTotalCompilationTime() - compiled) / Math.max(1, took);
    }
    List<Pair> measured = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      double a = ours.run();
      measured.add(new Pair(a, theirs.run()));
    }
    return measured;
  }
}
