package io.takt.bench.suite;

import io.takt.embedded.EmbeddedStack;
import io.takt.embedded.StackException;
import io.takt.embedded.StackListener;
import io.takt.embedded.StackSettings;
import io.takt.embedded.run.PlantStack;
import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.DatabaseSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The embedded stack that benchmarks run on: started when first asked for, shared by those of one
 * run.
 */
final class Bed implements AutoCloseable {

  private static final int SLOTS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_AGAIN_MS = 100;

  private final Path directory;
  private EmbeddedStack stack;
  private PlantStack plant;

  /**
   * @param directory must be empty or missing
   */
  Bed(Path directory) {
    this.directory = directory;
  }

  EmbeddedStack stack() throws Exception {
    if (stack == null) {
      stack =
          EmbeddedStack.start(
              StackSettings.in(directory).withSlots(SLOTS).onAnyPorts(), StackListener.silent());
      plant = PlantStack.install(stack);
    }
    return stack;
  }

  PlantStack plant() throws Exception {
    stack();
    return plant;
  }

  /** The database as the jobs see it. */
  DatabaseSettings writer() throws Exception {
    return new DatabaseSettings(
        stack().database().jdbcUrl(), Database.WRITER, stack().secrets().writer());
  }

  /** As superuser, in schema takt. */
  Connection superuser() throws Exception {
    Connection connection =
        new DatabaseSettings(
                stack().database().jdbcUrl(),
                stack().database().user(),
                stack().database().password())
            .dataSource()
            .getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = takt, public");
    }
    return connection;
  }

  /** Runs statements one after the other, as superuser. */
  void sql(String... statements) throws Exception {
    try (Connection connection = superuser();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new SQLException("bench: " + e.getMessage(), e);
    }
  }

  /** Deletes all records of all topics. */
  void emptyTopics() throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack().bootstrapServers()))) {
      List<String> names = TopicCatalogue.all().stream().map(Topic::name).toList();
      Set<String> there = admin.listTopics().names().get();
      admin.deleteTopics(names.stream().filter(there::contains).toList()).all().get();
      // A topic is still told of, and its name not free yet, for a moment.
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (!Collections.disjoint(admin.listTopics().names().get(), names)) {
        pause(until, null);
      }
      while (true) {
        try {
          TopicCatalogue.createMissing(admin);
          break;
        } catch (KafkaException e) {
          pause(until, e);
        }
      }
      while (!admin.listTopics().names().get().containsAll(names)) {
        pause(until, null);
      }
      awaitLeaders(admin, names);
    }
  }

  /** Only who leads a partition tells its offsets. */
  private static void awaitLeaders(Admin admin, List<String> names) throws Exception {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    admin
        .describeTopics(names)
        .allTopicNames()
        .get()
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        one ->
                            partitions.put(
                                new TopicPartition(name, one.partition()), OffsetSpec.latest())));
    admin.listOffsets(partitions).all().get();
  }

  private static void pause(long until, KafkaException because) throws InterruptedException {
    if (System.nanoTime() > until) {
      throw new IllegalStateException(
          "Topics were not free " + PATIENCE + " after deletion", because);
    }
    Thread.sleep(LOOK_AGAIN_MS);
  }

  @Override
  public void close() throws StackException {
    if (stack != null) {
      stack.close();
    }
  }
}
