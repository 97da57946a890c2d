package io.takt.bench.suite;

import java.util.ArrayList;
import java.util.List;

/** Two sides in turn: A B A B. */
final class Rounds {

  private static final int UNCOUNTED_JOBS = 4;

  private Rounds() {}

  /** One run of one side; tells for example records a second. */
  interface Side {
    double run() throws Exception;
  }

  /** Runs each side once uncounted, then so many pairs. */
  static List<Pair> alternate(int pairs, Side ours, Side theirs) throws Exception {
    return alternate(pairs, 1, ours, theirs);
  }

  /** Runs a whole job: the compiler is done with it after some runs only. */
  static List<Pair> ofJobs(int pairs, Side ours, Side theirs) throws Exception {
    return alternate(pairs, UNCOUNTED_JOBS, ours, theirs);
  }

  private static List<Pair> alternate(int pairs, int uncounted, Side ours, Side theirs)
      throws Exception {
    for (int i = 0; i < uncounted; i++) {
      ours.run();
      theirs.run();
    }
    List<Pair> measured = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      double a = ours.run();
      measured.add(new Pair(a, theirs.run()));
    }
    return measured;
  }
}
