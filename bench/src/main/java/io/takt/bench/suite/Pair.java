package io.takt.bench.suite;

/**
 * The two sides of a comparison, measured one right after the other.
 *
 * @param ours for example records a second; for a size or count, that itself
 * @param theirs the same of what it is compared to; 1 where ours is compared to nothing
 */
record Pair(double ours, double theirs) {

  double ratio() {
    return ours / theirs;
  }
}
