package io.takt.sinks.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.util.PGobject;

/** SQL for tests, on any back end, in the model's schema; values come back as plain Java. */
public final class SqlSession implements AutoCloseable {

  private final Connection connection;

  private SqlSession(Connection connection) {
    this.connection = connection;
  }

  /** As a role, whatever login the server offers. */
  public static SqlSession as(String role, TestServer server) throws SQLException {
    Connection connection = server.superuser().getConnection();
    SqlSession session = new SqlSession(connection);
    session.execute("SET search_path = takt, public");
    session.execute("SET ROLE " + role);
    return session;
  }

  /** Runs a statement. */
  public void execute(String sql, Object... values) throws SQLException {
    if (values.length == 0) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
      return;
    }
    try (PreparedStatement statement = prepared(sql, values)) {
      statement.execute();
    }
  }

  /** All rows, each by column name. */
  public List<Map<String, Object>> rows(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<Map<String, Object>> all = new ArrayList<>();
      while (rows.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          Object value = rows.getObject(i);
          if (value instanceof java.sql.Timestamp timestamp) {
            value = timestamp.toInstant();
          } else if (value instanceof java.sql.Date date) {
            value = date.toLocalDate();
          } else if (value instanceof PGobject object) {
            value = object.getValue();
          }
          row.put(rows.getMetaData().getColumnLabel(i), value);
        }
        all.add(row);
      }
      return all;
    }
  }

  /** The only row. */
  public Map<String, Object> row(String sql, Object... values) throws SQLException {
    List<Map<String, Object>> rows = rows(sql, values);
    if (rows.size() != 1) {
      throw new AssertionError(
          "one row expected, not " + rows.size() + ": " + sql + " gave " + rows);
    }
    return rows.get(0);
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      Object value =
          values[i] instanceof Instant instant
              ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)
              : values[i];
      statement.setObject(i + 1, value);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    if (!connection.isClosed()) {
      connection.close();
    }
  }
}
