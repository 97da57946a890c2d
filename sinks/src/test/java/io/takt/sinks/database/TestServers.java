package io.takt.sinks.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;

/** Each kind of server once per test run; they end with it. */
final class TestServers {

  private static final Map<BackEnd, TestServer> RUNNING = new EnumMap<>(BackEnd.class);
  private static final Map<BackEnd, String> UNAVAILABLE = new EnumMap<>(BackEnd.class);

  private TestServers() {}

  static synchronized TestServer of(BackEnd kind) throws SQLException {
    TestServer server = RUNNING.get(kind);
    if (server == null && !UNAVAILABLE.containsKey(kind)) {
      try {
        server = start(kind);
        Database.install(server.superuser(), TestServer.PASSWORDS);
        RUNNING.put(kind, server);
      } catch (Unavailable why) {
        UNAVAILABLE.put(kind, why.getMessage());
      }
    }
    if (server == null) {
      String message = "SKIPPED on " + kind + ": " + UNAVAILABLE.get(kind);
      System.out.println(message);
      Assumptions.abort(message);
    }
    return server;
  }

  private static TestServer start(BackEnd kind) throws Unavailable, SQLException {
    try {
      return switch (kind) {
        case POSTGRESQL -> embedded();
        case TIMESCALEDB_APACHE -> {
          int port = freePort();
          script("timescaledb-apache.sh", String.valueOf(port), "installer");
          DatabaseSettings installer =
              new DatabaseSettings(
                  "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "installer");
          yield new ManyLogins(kind, installer);
        }
        case TIMESCALEDB_COMMUNITY -> {
          int port = freePort();
          script("timescaledb-community.sh", String.valueOf(port));
          DatabaseSettings installer =
              new DatabaseSettings(
                  "jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable",
                  "postgres",
                  "any");
          yield new OneConnection(kind, installer.dataSource().getConnection());
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestServer embedded() throws IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    return new ManyLogins(
        BackEnd.POSTGRESQL,
        new DatabaseSettings(
            "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
            "postgres",
            "postgres"));
  }

  /** Runs a server script until this JVM ends: the script ends with its standard input. */
  private static void script(String name, String... arguments) throws IOException, Unavailable {
    Path cache = cache();
    Files.createDirectories(cache);
    List<String> command = new ArrayList<>();
    command.add("bash");
    // From the project's root, as other modules' tests use these servers too.
    command.add(project().resolve("sinks/src/test/scripts").resolve(name).toString());
    command.add(cache.toString());
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("takt-" + name, ".log");
    errors.toFile().deleteOnExit();
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    List<String> said = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals("ready")) {
        return;
      }
      if (line.startsWith("unavailable: ")) {
        throw new Unavailable(line.substring("unavailable: ".length()));
      }
      said.add(line);
    }
    throw new IOException(
        name + " ended without being ready: " + said + " " + Files.readString(errors));
  }

  /**
   * Outside {@code target}, so that a clean build needs no network: {@code TAKT_CACHE}, or the
   * project's .takt.
   */
  private static Path cache() {
    String chosen = System.getenv("TAKT_CACHE");
    if (chosen != null && !chosen.isEmpty()) {
      return Path.of(chosen).toAbsolutePath();
    }
    return project().resolve(".takt/cache");
  }

  private static Path project() {
    for (File at = new File("").getAbsoluteFile(); at != null; at = at.getParentFile()) {
      if (new File(at, ".mvn").isDirectory()) {
        return at.toPath();
      }
    }
    throw new IllegalStateException(
        "no folder .mvn above the working directory: where is the project?");
  }

  /**
   * None of those that systems lend to outgoing connections: one of these could take it before the
   * server listens.
   */
  private static int freePort() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(loopback, port));
        return socket.getLocalPort();
      } catch (BindException taken) {
        System.out.printf("port %d: %s%n", port, taken.getMessage());
      }
    }
  }

  /** This machine cannot have such a server; a reason for people. */
  private static final class Unavailable extends Exception {
    Unavailable(String why) {
      super(why);
    }
  }

  private record ManyLogins(BackEnd kind, DatabaseSettings installer) implements TestServer {
    @Override
    public DataSource superuser() {
      return installer.dataSource();
    }

    @Override
    public Optional<DatabaseSettings> login(String role) {
      String password =
          switch (role) {
            case Database.OWNER -> PASSWORDS.owner();
            case Database.WRITER -> PASSWORDS.writer();
            case Database.READER -> PASSWORDS.reader();
            default -> throw new IllegalArgumentException(role);
          };
      return Optional.of(new DatabaseSettings(installer.url(), role, password));
    }
  }

  private record OneConnection(BackEnd kind, Connection connection) implements TestServer {
    @Override
    public DataSource superuser() {
      return new SharedConnection(connection);
    }

    @Override
    public Optional<DatabaseSettings> login(String role) {
      return Optional.empty();
    }
  }
}
