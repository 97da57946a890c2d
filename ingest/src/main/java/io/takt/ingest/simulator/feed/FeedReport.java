package io.takt.ingest.simulator.feed;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a feed has come.
 *
 * @param tables rows published, by topic
 * @param facts messages published, by topic; undecodable ones and repeated deliveries included
 * @param undecodable of these: messages that are garbage
 * @param arrivedUntil arrival time of the last one; null before the first
 */
public record FeedReport(
    Map<String, Long> tables, Map<String, Long> facts, long undecodable, Instant arrivedUntil) {

  public FeedReport {
    tables = Collections.unmodifiableMap(new TreeMap<>(tables));
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }

  /** Messages published, without tables. */
  public long total() {
    return facts.values().stream().mapToLong(Long::longValue).sum();
  }
}
