package io.takt.embedded;

import io.takt.schemas.RegistryAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The stack's servers, and programs beside them, each in a process of its own, so that one can be
 * killed and started again while the others go on. What they keep is in one directory; each has the
 * same port at every start. None outlives this process.
 */
public final class SeparateParts implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final String KAFKA = "kafka";

  private final StackDirectory directory;
  private final Map<Part, Integer> ports;
  private final Secrets secrets;

  private SeparateParts(StackDirectory directory, Map<Part, Integer> ports, Secrets secrets) {
    this.directory = directory;
    this.ports = ports;
    this.secrets = secrets;
  }

  /**
   * Takes a directory and free ports; starts nothing.
   *
   * @throws StackException in one sentence, when the directory cannot be used
   */
  public static SeparateParts in(Path folder) throws StackException, IOException {
    StackSettings settings = StackSettings.in(folder).onAnyPorts();
    StackDirectory directory = StackDirectory.open(settings);
    return new SeparateParts(
        directory, PortChoice.choose(settings, Map.of()), Secrets.in(directory.secrets()));
  }

  /** Starts PostgreSQL; the first time makes its data. Returns when it answers. */
  public ChildProcess startDatabase()
      throws StackException, IOException, InterruptedException, SQLException {
    EmbeddedDatabase.endLeftover(directory);
    return EmbeddedDatabase.start(directory, ports.get(Part.POSTGRES), secrets).process();
  }

  /** Database {@code takt} as superuser. */
  public DatabaseAddress database() {
    return new DatabaseAddress(ports.get(Part.POSTGRES), "takt", "postgres", secrets.superuser());
  }

  /** The database's passwords. */
  public Secrets secrets() {
    return secrets;
  }

  /** Starts the registry; returns when it answers. */
  public ChildProcess startRegistry() throws StackException, IOException, InterruptedException {
    EmbeddedRegistry.endLeftover(directory);
    return EmbeddedRegistry.start(directory, ports.get(Part.REGISTRY)).process();
  }

  /** Where the registry answers. */
  public RegistryAddress registry() {
    return new RegistryAddress("http://127.0.0.1:" + ports.get(Part.REGISTRY) + "/apis/ccompat/v7");
  }

  /**
   * Starts Kafka; returns when it answers by the port that clients are told.
   *
   * @param seenAt that port; something of the caller's leads from there to {@link #kafkaPort}
   */
  public ChildProcess startKafka(int seenAt)
      throws StackException, IOException, InterruptedException {
    ChildProcess kafka =
        startProgram(
            KAFKA,
            List.of(
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dtakt.logs=" + directory.logs().resolve(KAFKA),
                "-cp",
                ownClassPath(),
                KafkaProcess.class.getName(),
                directory.of(KAFKA).toString(),
                directory.logs().toString(),
                Integer.toString(ports.get(Part.KAFKA)),
                Integer.toString(ports.get(Part.KAFKA_CONTROLLER)),
                Integer.toString(seenAt)),
            Map.of());
    try {
      kafka.awaitReady(START_LIMIT, () -> answers(seenAt));
      return kafka;
    } catch (StackException | InterruptedException | RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  private static boolean answers(int port) {
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:" + port,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                "5000",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                "2000"))) {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The port Kafka itself listens on. */
  public int kafkaPort() {
    return ports.get(Part.KAFKA);
  }

  /** A port for Flink's REST interface. */
  public int flinkPort() {
    return ports.get(Part.FLINK);
  }

  /**
   * Starts a Java program; returns at once.
   *
   * @param name of its log and pid file
   * @param arguments all that stands behind {@code java}
   */
  public ChildProcess startProgram(
      String name, List<String> arguments, Map<String, String> environment)
      throws StackException, IOException {
    ChildProcess.endLeftover(directory, name);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // By this a process left behind is known as ours.
    command.add("-Dtakt.directory=" + directory.root());
    command.addAll(arguments);
    return ChildProcess.start(directory, name, name, "TERM", command, environment);
  }

  /** What this process runs with. */
  public static String ownClassPath() {
    return System.getProperty("java.class.path");
  }

  /** A folder or file in the directory; it may not be there. */
  public Path of(String name) {
    return directory.of(name);
  }

  /** Where they say what they do. */
  public Path logs() throws IOException {
    return Files.createDirectories(directory.logs());
  }

  @Override
  public String toString() {
    return "parts in " + directory.root();
  }

  /** Lets go of the directory; what was started must have ended. */
  @Override
  public void close() throws IOException {
    directory.close();
  }
}
