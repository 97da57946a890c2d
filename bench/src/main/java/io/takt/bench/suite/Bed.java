package io.takt.bench.suite;

import io.takt.embedded.EmbeddedStack;
import io.takt.embedded.StackListener;
import io.takt.embedded.StackSettings;
import io.takt.embedded.run.PlantStack;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.DatabaseSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The embedded stack that benchmarks run on: started when first asked for, shared by those of one
 * run.
 */
final class Bed implements AutoCloseable {

  private static final int SLOTS = 4;

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

  @Override
  public void close() throws Exception {
    if (stack != null) {
      stack.close();
    }
  }
}
