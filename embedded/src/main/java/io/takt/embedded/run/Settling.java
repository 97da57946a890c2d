package io.takt.embedded.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells how far the job is behind what was handed over, and when all of it is in the database.
 *
 * <p>A job's committed offsets are those of its last checkpoint, and a checkpoint holds the sinks'
 * rows as well: what lies before them is written. After that only the clock can still change rows;
 * it has come to its end when every asset's live row speaks of the end.
 */
public final class Settling {
  private static final Duration STEADY = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(250);

  private final Admin admin;
  private final String group;
  private final Iterable<String> topics;

  /**
   * For one job.
   *
   * @param group under which the job commits its offsets
   * @param topics all that it reads
   */
  public Settling(Admin admin, String group, Iterable<String> topics) {
    this.admin = admin;
    this.group = group;
    this.topics = topics;
  }

  /** Messages handed over that the job's last checkpoint does not cover. */
  public long lag() throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> ends = ends();
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    long lag = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      OffsetAndMetadata done = committed.get(end.getKey());
      lag += Math.max(0, end.getValue() - (done == null ? 0 : done.offset()));
    }
    return lag;
  }

  private Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    Map<String, TopicDescription> described =
        admin
            .describeTopics(
                java.util.stream.StreamSupport.stream(topics.spliterator(), false).toList())
            .allTopicNames()
            .get();
    described.forEach(
        (topic, description) ->
            description
                .partitions()
                .forEach(
                    p ->
                        wanted.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
        admin.listOffsets(wanted).all().get().entrySet()) {
      ends.put(end.getKey(), end.getValue().offset());
    }
    return ends;
  }

  /**
   * Waits until everything handed over is written, live rows speak of {@code end}, and nothing is
   * written any more.
   *
   * @param patience how long nothing may move before this gives up
   * @param look called every now and then meanwhile
   * @return false when nothing moved for that long and not all was written
   */
  public boolean await(Connection reader, Instant end, Duration patience, Look look)
      throws SQLException, InterruptedException, ExecutionException {
    long movedAt = System.nanoTime();
    String before = "";
    while (true) {
      long lag = lag();
      String now = lag + "|" + fingerprint(reader);
      if (!now.equals(before)) {
        before = now;
        movedAt = System.nanoTime();
      }
      Duration still = Duration.ofNanos(System.nanoTime() - movedAt);
      boolean complete = lag == 0 && !behind(reader, end);
      if (complete && still.compareTo(STEADY) > 0) {
        return true;
      }
      if (still.compareTo(patience) > 0) {
        return false;
      }
      look.look(lag);
      Thread.sleep(POLL.toMillis());
    }
  }

  /** Called while waiting. */
  public interface Look {
    /** So many messages are not covered yet. */
    void look(long lag) throws SQLException;
  }

  private static boolean behind(Connection reader, Instant end) throws SQLException {
    try (var statement =
        reader.prepareStatement(
            "SELECT EXISTS (SELECT FROM asset a LEFT JOIN live v USING (asset_id)"
                + " WHERE v.as_of IS NULL OR v.as_of < ?)")) {
      statement.setTimestamp(1, Timestamp.from(end));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static String fingerprint(Connection reader) throws SQLException {
    try (Statement statement = reader.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT max(revision) FROM ledger), (SELECT max(revision) FROM stop),"
                    + " (SELECT max(revision) FROM live)")) {
      row.next();
      return row.getString(1) + "|" + row.getString(2) + "|" + row.getString(3);
    }
  }
}
