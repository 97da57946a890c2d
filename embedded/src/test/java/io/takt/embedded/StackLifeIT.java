package io.takt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.schemas.Registry;
import io.takt.schemas.RegistrySetup;
import io.takt.schemas.TopicCatalogue;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a stack begins and ends, in good order and in bad. */
class StackLifeIT {

  @Test
  void aRestartKeepsPortsTopicsSchemasAndRows() throws Exception {
    StackSettings settings = StackSettings.in(StackForTests.freshDirectory("restart")).onAnyPorts();
    Map<Part, Integer> ports;
    Map<String, Integer> schemas;
    String topicId;
    try (EmbeddedStack first = EmbeddedStack.start(settings, StackListener.silent())) {
      ports = first.ports();
      schemas = schemas(first);
      topicId = topicId(first);
      execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    try (EmbeddedStack second = EmbeddedStack.start(settings, StackListener.silent())) {
      assertThat(second.ports()).isEqualTo(ports);
      assertThat(schemas(second)).isEqualTo(schemas);
      assertThat(topicId(second)).isEqualTo(topicId);
      try (Connection connection = connect(second);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT answer FROM kept")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(42);
      }
    }
  }

  private static Map<String, Integer> schemas(EmbeddedStack stack) throws Exception {
    try (Registry registry = stack.registry().connect()) {
      return RegistrySetup.prepare(registry);
    }
  }

  private static String topicId(EmbeddedStack stack) throws Exception {
    String name = TopicCatalogue.LEDGER.name();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      return admin
          .describeTopics(List.of(name))
          .topicNameValues()
          .get(name)
          .get()
          .topicId()
          .toString();
    }
  }

  private static Connection connect(EmbeddedStack stack) throws Exception {
    DatabaseAddress address = stack.database();
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  private static void execute(EmbeddedStack stack, String sql) throws Exception {
    try (Connection connection = connect(stack);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void noServerOutlivesALauncherThatIsKilledAndTheNextStartIsAsUsual() throws Exception {
    Path directory = StackForTests.freshDirectory("killed");
    Map<Part, Integer> ports = PortChoice.choose(anyPorts(directory), Map.of());
    List<ProcessHandle> servers;
    try (LaunchedStack launched = up(directory, ports)) {
      launched.awaitLine("Takt is up.");
      servers = launched.servers();
      assertThat(servers).hasSize(2).allMatch(ProcessHandle::isAlive);
      launched.kill();
      launched.awaitEnd();
    }
    for (ProcessHandle server : servers) {
      server.onExit().get(30, TimeUnit.SECONDS);
    }
    Map<Part, Integer> free = PortChoice.choose(anyPorts(directory), ports);
    assertThat(free).as("all ports are free again").isEqualTo(ports);
    try (EmbeddedStack next = EmbeddedStack.start(anyPorts(directory), StackListener.silent())) {
      assertThat(next.ports()).isEqualTo(ports);
    }
  }

  private static StackSettings anyPorts(Path directory) {
    return StackSettings.in(directory).onAnyPorts();
  }

  /** Has the launched stack take these ports, as if they were last time's. */
  private static LaunchedStack up(Path directory, Map<Part, Integer> ports) throws Exception {
    new RunFile(0, ports).write(directory.resolve("run.json"));
    return LaunchedStack.up(directory);
  }

  @Test
  void aServerThatEvenItsGuardLeftBehindIsEndedAtTheNextStart() throws Exception {
    Path directory = StackForTests.freshDirectory("leftover");
    Process leftover = new ProcessBuilder("bash", "-c", "read -r _ # in " + directory).start();
    Process stranger = new ProcessBuilder("bash", "-c", "read -r _").start();
    try (StackDirectory held = StackDirectory.open(anyPorts(directory))) {
      Files.writeString(held.pids().resolve("ours"), leftover.pid() + "\n");
      Files.writeString(held.pids().resolve("reused"), stranger.pid() + "\n");
      ChildProcess.endLeftover(held, "ours");
      ChildProcess.endLeftover(held, "reused");
      assertThat(leftover.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(stranger.isAlive()).as("a process that only got the same id").isTrue();
      assertThat(held.pids()).isEmptyDirectory();
    } finally {
      stranger.destroyForcibly();
      leftover.destroyForcibly();
    }
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void interruptEndsEverythingInGoodOrder() throws Exception {
    Path directory = StackForTests.freshDirectory("interrupted");
    Map<Part, Integer> ports = PortChoice.choose(anyPorts(directory), Map.of());
    try (LaunchedStack launched = up(directory, ports)) {
      launched.awaitLine("Takt is up.");
      List<ProcessHandle> servers = launched.servers();
      launched.interrupt();
      assertThat(launched.awaitEnd())
          .startsWith("130: ")
          .endsWith("Takt ends; what it keeps stays in " + directory);
      assertThat(servers).hasSize(2).noneMatch(ProcessHandle::isAlive);
      assertThat(directory.resolve("logs/postgres.log")).content().contains("fast shutdown");
      assertThat(directory.resolve("pids")).isEmptyDirectory();
    }
  }

  @Test
  void aSecondStackOnADirectoryIsRefusedInOneSentence() throws Exception {
    EmbeddedStack running = StackForTests.get();
    try (LaunchedStack second = LaunchedStack.up(running.directory())) {
      assertThat(second.awaitEnd())
          .isEqualTo(
              "1: Takt starts in %s\nA stack already runs in %s (process %d): use that one, end it"
                  + " first, or choose another directory.",
              running.directory(), running.directory(), ProcessHandle.current().pid());
    }
  }

  @Test
  void aPortInUseIsSaidInOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StackSettings settings =
          anyPorts(StackForTests.freshDirectory("port"))
              .withPorts(Map.of(Part.KAFKA, taken.getLocalPort()));
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> EmbeddedStack.start(settings, StackListener.silent()))
            .as("attempt %d; the first must not hold the directory", attempt)
            .isInstanceOf(StackException.class)
            .hasMessage(
                "Port %d is in use, so Kafka cannot listen there: end what uses it, or ask for"
                    + " another port.",
                taken.getLocalPort());
      }
    }
  }
}
