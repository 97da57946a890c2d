package io.takt.sinks.database;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoublePredicate;

/**
 * The Nelson and Western Electric rules, each read out for each point over the points before it.
 */
final class PlainRules {

  private PlainRules() {}

  /** What a course of subgroup means hits, as "SET rule index". */
  static Set<String> hits(double[] course) {
    double center = Arrays.stream(course).average().orElseThrow();
    double ranges = 0;
    for (int i = 1; i < course.length; i++) {
      ranges += Math.abs(course[i] - course[i - 1]);
    }
    double sigma = ranges / (course.length - 1) / 1.128;
    double[] z = Arrays.stream(course).map(x -> (x - center) / sigma).toArray();
    Set<String> hits = new TreeSet<>();
    for (int i = 0; i < z.length; i++) {
      boolean three = Math.abs(z[i]) > 3;
      boolean twoOfThree = manyOf(z, i, 3, 2, 2);
      boolean fourOfFive = manyOf(z, i, 5, 4, 1);
      note(hits, three, i, "NELSON 1", "WESTERN_ELECTRIC 1");
      note(hits, side(z, i, 9), i, "NELSON 2");
      note(hits, oneWay(course, i), i, "NELSON 3");
      note(hits, inTurn(course, i), i, "NELSON 4");
      note(hits, twoOfThree, i, "NELSON 5", "WESTERN_ELECTRIC 2");
      note(hits, fourOfFive, i, "NELSON 6", "WESTERN_ELECTRIC 3");
      note(hits, all(z, i, 15, v -> Math.abs(v) < 1), i, "NELSON 7");
      note(hits, all(z, i, 8, v -> Math.abs(v) > 1), i, "NELSON 8");
      note(hits, side(z, i, 8), i, "WESTERN_ELECTRIC 4");
    }
    return hits;
  }

  private static void note(Set<String> hits, boolean hit, int i, String... rules) {
    for (String rule : rules) {
      if (hit) {
        hits.add(rule + " " + i);
      }
    }
  }

  private static boolean manyOf(double[] z, int i, int of, int needed, double beyond) {
    for (int side : new int[] {1, -1}) {
      int many = 0;
      for (int j = Math.max(0, i - of + 1); j <= i; j++) {
        many += side * z[j] > beyond ? 1 : 0;
      }
      if (side * z[i] > beyond && many >= needed) {
        return true;
      }
    }
    return false;
  }

  private static boolean all(double[] z, int i, int length, DoublePredicate holds) {
    return i + 1 >= length && Arrays.stream(z, i + 1 - length, i + 1).allMatch(holds);
  }

  private static boolean side(double[] z, int i, int length) {
    return all(z, i, length, v -> v > 0) || all(z, i, length, v -> v < 0);
  }

  private static boolean oneWay(double[] x, int i) {
    if (i < 5) {
      return false;
    }
    boolean up = true;
    boolean down = true;
    for (int j = i - 4; j <= i; j++) {
      up &= x[j] > x[j - 1];
      down &= x[j] < x[j - 1];
    }
    return up || down;
  }

  private static boolean inTurn(double[] x, int i) {
    if (i < 13) {
      return false;
    }
    for (int j = i - 11; j <= i; j++) {
      if ((x[j] - x[j - 1]) * (x[j - 1] - x[j - 2]) >= 0) {
        return false;
      }
    }
    return true;
  }
}
