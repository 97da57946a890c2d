package io.takt.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.Exit;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Kafka in this process: one node that is broker and controller.
 *
 * <p>The one class that touches Kafka's server, whose interfaces are Kafka's own affair and may
 * change with any version.
 */
final class EmbeddedKafka implements AutoCloseable {

  private static final int NODE = 1;
  private static final String CONTROLLER = "CONTROLLER";

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  static EmbeddedKafka start(StackDirectory directory, int port, int controllerPort)
      throws StackException, IOException, InterruptedException {
    return start(directory.of("kafka"), directory.logs(), port, controllerPort, port);
  }

  /**
   * Starts it.
   *
   * @param data where it keeps all; made if missing
   * @param logs named to people when it fails
   * @param seenAt the port that clients are told to use, as when something lies between
   */
  static EmbeddedKafka start(Path data, Path logs, int port, int controllerPort, int seenAt)
      throws StackException, IOException, InterruptedException {
    format(data);
    sayWhyItHalts(logs);
    String broker = "127.0.0.1:" + port;
    Properties settings = settings(data, broker, "127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + seenAt);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    EmbeddedKafka kafka = new EmbeddedKafka(server, "127.0.0.1:" + seenAt);
    try {
      server.startup();
      kafka.awaitReady();
      return kafka;
    } catch (InterruptedException e) {
      kafka.close();
      throw e;
    } catch (RuntimeException | ExecutionException e) {
      kafka.close();
      throw new StackException(
          "Kafka does not start (" + e.getMessage() + "); what it says is in " + logs + ".", e);
    }
  }

  /**
   * A broker that can no longer write its log halts the whole process, by itself without a word.
   */
  private static void sayWhyItHalts(Path logs) {
    Exit.setHaltProcedure(
        (status, message) -> {
          long free = logs.toFile().getUsableSpace();
          System.err.println(
              "Kafka cannot go on and Takt ends at once ("
                  + (free >> 20)
                  + " MiB of disk are free); what Kafka says is in "
                  + logs
                  + ".");
          Runtime.getRuntime().halt(status);
        });
  }

  private static void format(Path data) throws IOException {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(data);
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName(CONTROLLER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setIgnoreFormatted(true)
          .run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("Kafka's directory " + data + " cannot be prepared", e);
    }
  }

  private static Properties settings(Path data, String broker, String controller) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE));
    settings.put("controller.quorum.voters", NODE + "@" + controller);
    settings.put("listeners", "PLAINTEXT://" + broker + "," + CONTROLLER + "://" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://" + broker);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    settings.put("log.dirs", data.toString());
    // A misspelt topic is an error, not a new topic.
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // One node, so nothing to replicate to; few partitions, so the start is quick.
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.put("log.index.size.max.bytes", "1048576");
    return settings;
  }

  /** A client's call that the broker must answer from its metadata. */
  private void awaitReady() throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(clientSettings())) {
      admin.describeCluster().nodes().get();
    }
  }

  /** What a client of this broker needs. */
  Map<String, Object> clientSettings() {
    return Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        "30000",
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        "10000");
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public String toString() {
    return "Kafka";
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
