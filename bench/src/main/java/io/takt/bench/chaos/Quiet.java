package io.takt.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.takt.embedded.run.Settling;
import io.takt.jobs.alert.AlertsJob;
import io.takt.jobs.oee.OeeJob;
import io.takt.schemas.TopicCatalogue;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Waits until all that was sent is booked, every alert is decided and every message delivered. */
final class Quiet {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** In this time hours pass for the notifier, so what it waits with is decided. */
  private static final Duration STEADY = Duration.ofSeconds(5);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Admin admin;
  private final Connection reader;

  Quiet(Admin admin, Connection reader) {
    this.admin = admin;
    this.reader = reader;
  }

  /** Returns when the oee job has a checkpoint behind all tables, and these are all there is. */
  static void awaitTables(Admin admin) throws Exception {
    Settling settling = new Settling(admin, OeeJob.GROUP, inputs());
    long until = System.nanoTime() + PATIENCE.toNanos();
    // Without a checkpoint the lag is all that was ever sent.
    while (settling.lag() > 0 || sent(admin) == 0) {
      if (System.nanoTime() > until) {
        throw new ChaosException("The oee job does not read the plant's tables.");
      }
      TimeUnit.MILLISECONDS.sleep(250);
    }
  }

  private static long sent(Admin admin) throws InterruptedException, ExecutionException {
    TopicPartition assets = new TopicPartition(TopicCatalogue.ASSETS.name(), 0);
    return admin
        .listOffsets(Map.of(assets, OffsetSpec.latest()))
        .partitionResult(assets)
        .get()
        .offset();
  }

  private static Set<String> inputs() {
    Set<String> inputs = new TreeSet<>();
    OeeJob.inputs().forEach(topic -> inputs.add(topic.name()));
    return inputs;
  }

  /**
   * Returns when nothing is under way any more.
   *
   * @param end of the plant's time
   * @throws ChaosException when something is, and does not move for minutes
   */
  void await(Instant end) throws Exception {
    if (!new Settling(admin, OeeJob.GROUP, inputs()).await(reader, end, PATIENCE, lag -> {})) {
      throw new ChaosException("The oee job does not come to the end of what was sent.");
    }
    List<String> watched = List.of(TopicCatalogue.ALARMS.name(), TopicCatalogue.STOPS.name());
    if (!new Settling(admin, AlertsJob.GROUP, watched).await(reader, end, PATIENCE, lag -> {})) {
      throw new ChaosException("The alerts job does not come to the end of what was sent.");
    }
    long until = System.nanoTime() + PATIENCE.toNanos();
    String before = "";
    long movedAt = System.nanoTime();
    while (true) {
      long left = unread() + unsent();
      String now = left + "|" + decided();
      if (left == 0 && now.equals(before) && System.nanoTime() - movedAt > STEADY.toNanos()) {
        return;
      }
      if (!now.equals(before)) {
        before = now;
        movedAt = System.nanoTime();
        until = movedAt + PATIENCE.toNanos();
      } else if (System.nanoTime() > until) {
        throw new ChaosException("The notifier does not come to an end: " + left + " are left.");
      }
      TimeUnit.MILLISECONDS.sleep(250);
    }
  }

  /** Alerts that the notifier has not read. */
  private long unread() throws SQLException, IOException, InterruptedException, ExecutionException {
    JsonNode positions = JSON.createObjectNode();
    try (Statement statement = reader.createStatement();
        ResultSet row = statement.executeQuery("SELECT positions::text FROM notifier_state")) {
      if (row.next()) {
        positions = JSON.readTree(row.getString(1));
      }
    }
    long unread = 0;
    String topic = TopicCatalogue.ALERTS.name();
    int partitions =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
    for (int i = 0; i < partitions; i++) {
      TopicPartition partition = new TopicPartition(topic, i);
      long end =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get()
              .offset();
      unread += end - positions.path(Integer.toString(i)).asLong(0);
    }
    return unread;
  }

  private String decided() throws SQLException {
    try (Statement statement = reader.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*), max(id) FROM notification")) {
      row.next();
      return row.getString(1) + "|" + row.getString(2);
    }
  }

  private long unsent() throws SQLException {
    try (Statement statement = reader.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM notification WHERE status IN ('WAITING', 'SENDING')")) {
      row.next();
      return row.getLong(1);
    }
  }
}
