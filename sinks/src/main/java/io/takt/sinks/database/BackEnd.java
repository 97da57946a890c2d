package io.takt.sinks.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What the database can do. Tables, views and answers are the same on all; they differ in how the
 * ledger is laid out.
 */
public enum BackEnd {
  /** Plain PostgreSQL, 15 or later: hourly sums in a table. */
  POSTGRESQL("postgresql", "hours-table"),
  /** TimescaleDB's Apache edition: hypertable, hourly sums in a table. */
  TIMESCALEDB_APACHE("timescaledb", "hours-table"),
  /** TimescaleDB's community edition: hypertable, compression, continuous aggregate, retention. */
  TIMESCALEDB_COMMUNITY("timescaledb", "hours-aggregate");

  private final String tableLayout;
  private final String hourLayout;

  BackEnd(String tableLayout, String hourLayout) {
    this.tableLayout = tableLayout;
    this.hourLayout = hourLayout;
  }

  /** Folders of migrations that go with it, beside the common ones. */
  List<String> layouts() {
    return List.of(tableLayout, hourLayout);
  }

  /**
   * Asks the database.
   *
   * @throws SQLException if the connection fails
   */
  public static BackEnd of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet license =
            statement.executeQuery(
                "SELECT current_setting('timescaledb.license', true)"
                    + " FROM pg_extension WHERE extname = 'timescaledb'")) {
      if (!license.next()) {
        return POSTGRESQL;
      }
      return "timescale".equals(license.getString(1)) ? TIMESCALEDB_COMMUNITY : TIMESCALEDB_APACHE;
    }
  }
}
