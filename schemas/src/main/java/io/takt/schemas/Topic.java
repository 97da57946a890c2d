package io.takt.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * One topic: its name, what is on it and how long it is kept.
 *
 * @param <T> the Avro class of its values
 */
public final class Topic<T extends SpecificRecord> {

  private final String name;
  private final Class<T> type;
  private final String keyDescription;
  private final Function<T, String> key;
  private final int partitions;
  private final Cleanup cleanup;
  private final Duration retention;
  private final Map<String, String> settings;

  private Topic(
      String name,
      Class<T> type,
      String keyDescription,
      Function<T, String> key,
      int partitions,
      Cleanup cleanup,
      Duration retention,
      Map<String, String> settings) {
    this.name = name;
    this.type = type;
    this.keyDescription = keyDescription;
    this.key = key;
    this.partitions = partitions;
    this.cleanup = cleanup;
    this.retention = retention;
    this.settings = settings;
  }

  /**
   * A topic that forgets what is older than the retention, counted from when the broker took it.
   */
  static <T extends SpecificRecord> Topic<T> stream(
      String name,
      Class<T> type,
      String keyDescription,
      Function<T, String> key,
      int partitions,
      Duration retention) {
    return new Topic<>(
        name, type, keyDescription, key, partitions, Cleanup.DELETE, retention, Map.of());
  }

  /** A compacted topic: the newest record of each key is kept for ever. */
  static <T extends SpecificRecord> Topic<T> table(
      String name, Class<T> type, String keyDescription, Function<T, String> key, int partitions) {
    return new Topic<>(
        name, type, keyDescription, key, partitions, Cleanup.COMPACT, null, Map.of());
  }

  /** The same topic with one more Kafka topic setting. */
  Topic<T> with(String setting, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(setting, value);
    return new Topic<>(
        name, type, keyDescription, key, partitions, cleanup, retention, Map.copyOf(more));
  }

  /** Kafka's name of it, {@code takt.} and what is on it. */
  public String name() {
    return name;
  }

  /** Class of the values. */
  public Class<T> type() {
    return type;
  }

  /** The schema this version writes and reads with. */
  public Schema schema() {
    return SpecificData.get().getSchema(type);
  }

  /** The registry's subject of the values ({@code TopicNameStrategy}). */
  public String subject() {
    return name + "-value";
  }

  /** What the key is made of, for people: field names, joined by {@code |}. */
  public String keyDescription() {
    return keyDescription;
  }

  /** The record's key; written as UTF-8. */
  public String key(T value) {
    return key.apply(value);
  }

  /** Partitions it is created with. Topics that jobs join by asset have the same number. */
  public int partitions() {
    return partitions;
  }

  /** What Kafka forgets of it. */
  public Cleanup cleanup() {
    return cleanup;
  }

  /** How long it is kept; empty for a table, which is kept for ever. */
  public Optional<Duration> retention() {
    return Optional.ofNullable(retention);
  }

  /**
   * What Kafka is told when the topic is created; the replication factor is the broker's default.
   */
  public NewTopic toCreate() {
    Map<String, String> config = new HashMap<>(settings);
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.policy());
    // The record's time is when the broker took it, so it can stand in for a missing arrived_at,
    // and
    // a replay of last year's facts is not older than the retention the moment it is written.
    config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    if (retention != null) {
      config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
    }
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Topic<?> that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
