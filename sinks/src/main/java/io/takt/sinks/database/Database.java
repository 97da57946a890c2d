package io.takt.sinks.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lays the database out and keeps its hourly sums. All calls may be repeated. */
public final class Database {

  /** Owns the schema; migrations and roll-ups run as it. */
  public static final String OWNER = "takt_owner";

  /** Writes results and reference tables; the jobs' role. */
  public static final String WRITER = "takt_writer";

  /** Reads; Grafana's and analysts' role, with a statement timeout. */
  public static final String READER = "takt_reader";

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final String RESOURCES = "io/takt/sinks/db/";

  private Database() {}

  /**
   * Makes roles, schema and, where the server has it, the TimescaleDB extension; then migrates.
   *
   * @param installer a superuser, or a role that may create roles and owns the database
   * @return the back end that was found
   * @throws SQLException if the server refuses
   */
  public static BackEnd install(DatabaseSettings installer, RolePasswords passwords)
      throws SQLException {
    return install(installer.dataSource(), passwords);
  }

  /**
   * As {@link #install(DatabaseSettings, RolePasswords)}, on connections of the caller's making.
   */
  public static BackEnd install(DataSource installer, RolePasswords passwords) throws SQLException {
    try (Connection connection = installer.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(resource("install.sql"));
      PGConnection postgres = connection.unwrap(PGConnection.class);
      for (Map.Entry<String, String> role :
          Map.of(OWNER, passwords.owner(), WRITER, passwords.writer(), READER, passwords.reader())
              .entrySet()) {
        // Hashed by the driver, so that no log of statements holds it.
        postgres.alterUserPassword(role.getKey(), role.getValue().toCharArray(), "scram-sha-256");
      }
    }
    return migrate(installer);
  }

  /**
   * Brings an installed database up to this version.
   *
   * @param owner {@code takt_owner}, or a role that may become it
   * @return the back end that was found
   * @throws SQLException if the server refuses
   */
  public static BackEnd migrate(DatabaseSettings owner) throws SQLException {
    return migrate(owner.dataSource());
  }

  /** As {@link #migrate(DatabaseSettings)}, on connections of the caller's making. */
  public static BackEnd migrate(DataSource owner) throws SQLException {
    BackEnd backEnd;
    try (Connection connection = owner.getConnection()) {
      backEnd = BackEnd.of(connection);
    }
    int applied =
        Flyway.configure(Database.class.getClassLoader())
            .dataSource(owner)
            .initSql("SET ROLE " + OWNER + "; SET TIME ZONE 'UTC'")
            .defaultSchema("takt")
            .createSchemas(false)
            .placeholderReplacement(false)
            .locations(
                Stream.concat(Stream.of("common"), backEnd.layouts().stream())
                    .map(folder -> "classpath:" + RESOURCES + folder)
                    .toArray(String[]::new))
            .load()
            .migrate()
            .migrationsExecuted;
    LOG.info("database on {}: {} migrations applied", backEnd, applied);
    return backEnd;
  }

  /**
   * Sums the hours of the ledger that have ended some time ago, and those restated since: answers
   * are the same before and after, only faster. Sums minutes of telemetry anew that got samples
   * long after, and lets go of old samples. Call it every few minutes.
   *
   * @param owner {@code takt_owner}, or a role that may become it
   * @throws SQLException if the server refuses
   */
  public static void rollUp(DataSource owner) throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE " + OWNER);
      statement.execute("SET search_path = takt, public");
      try {
        statement.execute("CALL roll_up()");
        statement.execute("CALL restate_telemetry()");
        statement.execute("CALL forget_telemetry()");
      } finally {
        statement.execute("RESET ROLE");
        statement.execute("RESET search_path");
      }
    }
  }

  private static String resource(String name) {
    try (InputStream in = Database.class.getClassLoader().getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new IllegalStateException("missing on the class path: " + RESOURCES + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
