package io.takt.bench.suite;

import java.util.List;

/** Something that can be measured by name. */
interface Benchmark {

  /** For example B2a. */
  String id();

  /**
   * Measures it.
   *
   * @param pairs how many pairs to take, at least 1; what does not vary takes one
   * @return at least one figure, the first of them named like the benchmark
   * @throws VoidResultException if the sides did not write what they should have
   */
  List<Figure> run(Bed bed, int pairs) throws Exception;
}
