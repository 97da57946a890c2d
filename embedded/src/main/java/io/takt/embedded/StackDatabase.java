package io.takt.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Map;

/**
 * A stack's database alone: that of the stack that runs in a directory, or, where none runs,
 * started for the time being. For questions, also after a run has ended.
 */
public final class StackDatabase implements AutoCloseable {
  private final DatabaseAddress address;
  private final AutoCloseable[] started;

  private StackDatabase(DatabaseAddress address, AutoCloseable... started) {
    this.address = address;
    this.started = started;
  }

  /**
   * Opens it for reading.
   *
   * @throws StackException when there is nothing in the directory, with one sentence for people
   */
  public static StackDatabase open(StackSettings settings)
      throws StackException, IOException, InterruptedException, SQLException {
    if (!Files.exists(settings.directory().resolve("database"))) {
      throw new StackException(
          "There is no database in "
              + settings.directory()
              + " yet: run takt demo, takt replay or takt up first, or name another directory with"
              + " --dir.");
    }
    StackDirectory directory;
    try {
      directory = StackDirectory.open(settings);
    } catch (StackException inUse) {
      RunFile run = RunFile.read(settings.directory().resolve("run.json")).orElseThrow(() -> inUse);
      Secrets secrets = Secrets.in(settings.directory().resolve("secrets"));
      return new StackDatabase(reader(run.ports().get(Part.POSTGRES), secrets));
    }
    try {
      EmbeddedDatabase.endLeftover(directory);
      Map<Part, Integer> ports = PortChoice.choose(settings.onAnyPorts(), Map.of());
      Secrets secrets = Secrets.in(directory.secrets());
      EmbeddedDatabase database =
          EmbeddedDatabase.start(directory, ports.get(Part.POSTGRES), secrets);
      return new StackDatabase(reader(ports.get(Part.POSTGRES), secrets), database, directory);
    } catch (StackException | IOException | SQLException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static DatabaseAddress reader(int port, Secrets secrets) {
    return new DatabaseAddress(port, "takt", "takt_reader", secrets.reader());
  }

  /** The database as the role that only reads. */
  public DatabaseAddress address() {
    return address;
  }

  @Override
  public void close() throws StackException {
    for (AutoCloseable part : started) {
      try {
        part.close();
      } catch (Exception e) {
        throw new StackException("The database did not end in good order: " + e.getMessage(), e);
      }
    }
  }
}
