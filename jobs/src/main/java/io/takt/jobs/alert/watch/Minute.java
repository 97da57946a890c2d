package io.takt.jobs.alert.watch;

import java.util.Map;

/**
 * What a booked minute adds up to. Lengths are milliseconds.
 *
 * @param start epoch milliseconds
 * @param goodByOrder good parts of each order
 * @param order the order that ran last in it; null: none
 */
public record Minute(
    long start,
    double planned,
    double up,
    double noData,
    double ideal,
    double unrated,
    double total,
    double good,
    double scrap,
    double rework,
    Map<String, Double> goodByOrder,
    String order) {

  /** Its length. */
  public static final long LENGTH = 60_000;
}
