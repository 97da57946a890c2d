package io.takt.dashboards;

import io.takt.dashboards.GrafanaSql.Range;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.SqlSession;
import io.takt.sinks.database.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** A database filled by {@code seed.sql}: the same rows each time. */
final class SeededPlant {

  /** The plant's time; in the middle of an early shift. */
  static final Instant NOW = Instant.parse("2026-04-01T11:20:00Z");

  /** A Monday on which shifts began. */
  private static final Instant MONDAY = Instant.parse("2026-01-05T06:00:00Z");

  private SeededPlant() {}

  /** Fills the server's empty database and sums its hours. */
  static void fill(TestServer server, int assets, int days) throws SQLException, IOException {
    String script;
    try (InputStream in = SeededPlant.class.getResourceAsStream("seed.sql")) {
      script =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .replace("${assets}", String.valueOf(assets))
              .replace("${days}", String.valueOf(days))
              .replace("${monday}", MONDAY.toString())
              .replace("${now}", NOW.toString());
    }
    try (SqlSession owner = SqlSession.as(Database.OWNER, server)) {
      for (String statement : script.split(";\n", -1)) {
        if (!statement.isBlank()) {
          owner.execute(statement);
        }
      }
    }
    Database.rollUp(server.superuser());
    try (SqlSession owner = SqlSession.as(Database.OWNER, server)) {
      // What autovacuum does within a minute on a database that is used.
      for (String table :
          new String[] {"ledger", "ledger_hour", "stop", "stop_allocation", "live", "work_order"}) {
        owner.execute("ANALYZE " + table);
      }
    }
  }

  /** The last days of the plant. */
  static Range last(Duration length) {
    return new Range(NOW.minus(length), NOW);
  }
}
