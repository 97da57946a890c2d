package io.takt.bench.suite;

import java.util.ArrayList;
import java.util.List;

/** Two sides in turn: A B A B. */
final class Rounds {

  private Rounds() {}

  /** One run of one side; tells for example records a second. */
  interface Side {
    double run() throws Exception;
  }

  /** Runs each side once uncounted, then so many pairs. */
  static List<Pair> alternate(int pairs, Side ours, Side theirs) throws Exception {
    ours.run();
    theirs.run();
    List<Pair> measured = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      double a = ours.run();
      measured.add(new Pair(a, theirs.run()));
    }
    return measured;
  }
}
