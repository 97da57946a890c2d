package io.takt.jobs.alert.rule;

import java.util.Map;

/**
 * One record of a stream, as far as rules look at it.
 *
 * @param stream the stream's name in rules
 * @param at when it was so, epoch milliseconds
 * @param gone what it told of is no more; words and numbers name what, the rest is absent
 * @param words values of texts, enums and booleans; absent: null
 * @param numbers numbers, and times in epoch milliseconds; absent: null
 */
public record Observation(
    String stream,
    String asset,
    long at,
    boolean gone,
    Map<String, String> words,
    Map<String, Double> numbers) {

  /** A time, in epoch milliseconds; {@code absent} where there is none. */
  public long time(String field, long absent) {
    Double value = numbers.get(field);
    return value == null ? absent : (long) (double) value;
  }
}
