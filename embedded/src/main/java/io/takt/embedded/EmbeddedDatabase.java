package io.takt.embedded;

import com.sun.security.auth.module.UnixSystem;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL in a child process, its data kept from start to start. */
final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String SUPERUSER = "postgres";
  private static final String DATABASE = "takt";
  private static final String VERSION = "17";
  private static final String NAME = "postgres";
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final ChildProcess process;
  private final DatabaseAddress address;

  private EmbeddedDatabase(ChildProcess process, DatabaseAddress address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it; the first time makes its data directory and the database {@code takt}. */
  static EmbeddedDatabase start(StackDirectory directory, int port, Secrets secrets)
      throws StackException, IOException, InterruptedException, SQLException {
    PostgresBinaries binaries = PostgresBinaries.in(BuiltFiles.folder("postgres-" + VERSION));
    Path data = directory.of("database");
    if (Files.exists(data)) {
      refuseOtherVersion(data);
    } else {
      create(directory, binaries, data, secrets);
    }
    ChildProcess process =
        ChildProcess.start(
            directory, NAME, "PostgreSQL", "INT", command(binaries, data, port), Map.of());
    try {
      DatabaseAddress server = new DatabaseAddress(port, SUPERUSER, SUPERUSER, secrets.superuser());
      process.awaitReady(START_LIMIT, () -> answers(server));
      createDatabase(server);
      return new EmbeddedDatabase(
          process, new DatabaseAddress(port, DATABASE, SUPERUSER, secrets.superuser()));
    } catch (StackException | SQLException | InterruptedException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  static void endLeftover(StackDirectory directory) throws IOException {
    ChildProcess.endLeftover(directory, NAME);
  }

  private static void refuseOtherVersion(Path data) throws IOException, StackException {
    String version = Files.readString(data.resolve("PG_VERSION"), StandardCharsets.UTF_8).strip();
    if (!version.equals(VERSION)) {
      throw new StackException(
          "The data in "
              + data
              + " is of PostgreSQL "
              + version
              + ", this is "
              + VERSION
              + ": move it away to start afresh.");
    }
  }

  private static void create(
      StackDirectory directory, PostgresBinaries binaries, Path data, Secrets secrets)
      throws IOException, StackException, InterruptedException {
    Path unfinished = directory.of("database.new");
    FileTree.delete(unfinished);
    Path password = Files.createTempFile(directory.root(), "password", "", Secrets.ownerOnly());
    Path log = directory.logs().resolve("initdb.log");
    try {
      Files.writeString(password, secrets.superuser());
      List<String> command = asOrdinaryUser();
      command.addAll(
          List.of(
              binaries.program("initdb"),
              "--pgdata=" + unfinished,
              "--username=" + SUPERUSER,
              "--pwfile=" + password,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--data-checksums"));
      int status =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      if (status != 0) {
        throw new StackException(
            "PostgreSQL cannot make its data directory " + data + " (log: " + log + ").");
      }
    } finally {
      Files.delete(password);
    }
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> command(PostgresBinaries binaries, Path data, int port)
      throws StackException {
    List<String> command = asOrdinaryUser();
    command.addAll(List.of(binaries.program("postgres"), "-D", data.toString()));
    for (String setting :
        List.of(
            "port=" + port,
            "listen_addresses=127.0.0.1",
            // A socket file's path may be too long, and would be another way in.
            "unix_socket_directories=",
            "timezone=UTC",
            "log_timezone=UTC",
            "max_connections=100",
            "shared_buffers=128MB",
            "max_wal_size=2GB",
            "jit=off")) {
      command.add("-c");
      command.add(setting);
    }
    return command;
  }

  /**
   * What must stand before PostgreSQL's programs, which refuse to run as root: in a user namespace
   * of its own root is nobody, and still owner of its files.
   */
  private static List<String> asOrdinaryUser() throws StackException {
    List<String> prefix = new ArrayList<>();
    if (new UnixSystem().getUid() == 0) {
      if (!LinuxUtils.isUnshareAvailable()) {
        throw new StackException(
            "PostgreSQL does not run as root, and this system allows root no user namespace"
                + " (unshare -U): start Takt as another user.");
      }
      prefix.addAll(List.of("unshare", "-U"));
    }
    return prefix;
  }

  private static boolean answers(DatabaseAddress address) {
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement();
        ResultSet one = statement.executeQuery("SELECT 1")) {
      return one.next();
    } catch (SQLException notYet) {
      LOG.debug("PostgreSQL does not answer yet: {}", notYet.getMessage());
      return false;
    }
  }

  private static void createDatabase(DatabaseAddress server) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      try (ResultSet there =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        if (there.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + DATABASE);
    }
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  /** Database {@code takt}, as superuser. */
  DatabaseAddress address() {
    return address;
  }

  /** The process itself, for who wants to kill it. */
  ChildProcess process() {
    return process;
  }

  @Override
  public String toString() {
    return "PostgreSQL";
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
