package io.takt.ingest.gateway.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.takt.ingest.gateway.http.Json;
import io.takt.ingest.gateway.http.Problem;
import io.takt.ingest.gateway.http.Times;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the database's public views by a few connections, as the role that only reads. */
public final class PlantDatabase implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PlantDatabase.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int CONNECTIONS = 4;
  private static final int LONGEST_SECONDS = 5;
  private static final int RETRY_SECONDS = 5;

  private final HikariDataSource pool;
  private final Statements statements = Statements.read();

  private PlantDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Where the database is; asks it nothing yet. */
  public static PlantDatabase at(DatabaseAddress address) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("gateway-reader");
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setReadOnly(true);
    config.setConnectionTimeout(Duration.ofSeconds(3).toMillis());
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "takt-gateway");
    config.addDataSourceProperty("options", "-c statement_timeout=" + LONGEST_SECONDS + "s");
    config.addDataSourceProperty("socketTimeout", Integer.toString(2 * LONGEST_SECONDS));
    return new PlantDatabase(new HikariDataSource(config));
  }

  /**
   * All rows of a statement, the columns as fields. JSON columns are taken as they are.
   *
   * @param arguments text, number or {@link Instant}
   * @throws Problem 503 when the database does not answer
   */
  public ArrayNode rows(String statement, Object... arguments) {
    try (Connection connection = pool.getConnection();
        PreparedStatement sql = connection.prepareStatement(statements.named(statement))) {
      for (int i = 0; i < arguments.length; i++) {
        Object argument = arguments[i];
        sql.setObject(i + 1, argument instanceof Instant at ? Timestamp.from(at) : argument);
      }
      try (ResultSet rows = sql.executeQuery()) {
        return read(rows);
      }
    } catch (SQLException e) {
      LOG.warn("statement {} was not answered: {}", statement, e.getMessage());
      throw Problem.unavailable("The database does not answer.", "Ask again.", RETRY_SECONDS);
    }
  }

  /** The first row of a statement. */
  public Optional<ObjectNode> row(String statement, Object... arguments) {
    ArrayNode rows = rows(statement, arguments);
    return rows.isEmpty() ? Optional.empty() : Optional.of((ObjectNode) rows.get(0));
  }

  private static ArrayNode read(ResultSet rows) throws SQLException {
    ArrayNode all = Json.array();
    ResultSetMetaData columns = rows.getMetaData();
    while (rows.next()) {
      ObjectNode row = all.addObject();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        put(row, columns.getColumnLabel(i), rows, i, columns.getColumnType(i));
      }
    }
    return all;
  }

  private static void put(ObjectNode row, String name, ResultSet rows, int column, int type)
      throws SQLException {
    Object value = rows.getObject(column);
    if (value == null) {
      row.putNull(name);
    } else if (value instanceof Timestamp at) {
      row.put(name, Times.iso(at.toInstant()));
    } else if (value instanceof Boolean truth) {
      row.put(name, truth);
    } else if (value instanceof Number number && type != Types.OTHER) {
      double figure = number.doubleValue();
      if (Double.isFinite(figure)) {
        row.put(name, figure);
      } else {
        row.putNull(name);
      }
    } else if (type == Types.OTHER) {
      row.set(name, json(value.toString()));
    } else {
      row.put(name, value.toString());
    }
  }

  private static com.fasterxml.jackson.databind.JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database's JSON is JSON", e);
    }
  }

  /** Whether it answers. */
  public boolean answers() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(2);
    } catch (SQLException e) {
      LOG.debug("the database does not answer", e);
      return false;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
