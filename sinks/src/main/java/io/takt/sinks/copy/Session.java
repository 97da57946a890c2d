package io.takt.sinks.copy;

import io.takt.sinks.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLState;

/**
 * A connection and how a batch is written over it: one batch, one transaction. Opened when needed.
 */
final class Session<T> implements AutoCloseable {

  private static final String SAVEPOINT = "SAVEPOINT before_copy";
  private static final String REMEMBER =
      "INSERT INTO takt.sink_session (session) VALUES (?) ON CONFLICT DO NOTHING";
  private static final String REMEMBERED = "SELECT FROM takt.sink_session WHERE session = ?";
  private static final String FORGET =
      "DELETE FROM takt.sink_session WHERE session = ? OR opened_at < now() - INTERVAL '30 days'";
  private static final String BACK_TO_SAVEPOINT = "ROLLBACK TO SAVEPOINT before_copy";

  private final Binding<T> binding;
  private final DatabaseSettings database;
  private final UUID id = UUID.randomUUID();
  private Connection connection;
  private boolean staged;
  private boolean unflushed;

  Session(Binding<T> binding, DatabaseSettings database) {
    this.binding = binding;
    this.database = database;
  }

  /**
   * Writes a batch in one transaction.
   *
   * @param append whether to try COPY into the tables first
   * @param durable whether the commit waits for the disk, and with it for all commits before
   * @return whether the next batch had better be appended: nothing of this one was in the table
   *     before
   * @throws SQLException if nothing, or perhaps everything, was written
   */
  boolean write(Batch<T> batch, boolean append, boolean durable, WriteMetrics metrics)
      throws SQLException {
    open();
    if (durable) {
      execute("SET LOCAL synchronous_commit = on");
    }
    boolean fresh = append && !batch.removes() && append(batch, metrics);
    if (!fresh) {
      fresh = merge(batch, metrics);
    }
    binding.afterWrite(connection, batch.keys());
    connection.commit();
    unflushed = !durable;
    metrics.batches.inc();
    return fresh;
  }

  /**
   * Makes all commits before durable, without a batch.
   *
   * @throws SQLException if the connection fails
   */
  void sync() throws SQLException {
    if (!unflushed) {
      return;
    }
    open();
    execute("SET LOCAL synchronous_commit = on");
    // A commit waits for the disk only if its transaction has logged something.
    execute("SELECT pg_logical_emit_message(true, 'takt', 'checkpoint')");
    connection.commit();
    unflushed = false;
  }

  private void open() throws SQLException {
    if (connection != null) {
      return;
    }
    connection =
        new Driver()
            .connect(database.url(), database.driverProperties("takt-sink-" + binding.name()));
    connection.setAutoCommit(false);
    execute("SET synchronous_commit = off");
    // Documents are looked up one by one, by a key whose index is in memory. At the default of 4
    // the
    // server would rather read all of a minute's rows by time and sort out those of other assets.
    execute("SET random_page_cost = 1.1");
    if (unflushed && !remembered()) {
      throw new LostCommitsException();
    }
    update(REMEMBER, id);
    connection.commit();
    staged = false;
  }

  /** Whether the server has not crashed since this session began. */
  private boolean remembered() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REMEMBERED)) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private boolean append(Batch<T> batch, WriteMetrics metrics) throws SQLException {
    execute(SAVEPOINT);
    try {
      for (int table = 0; table < binding.tables().size(); table++) {
        copy(batch, table, binding.tables().get(table).sql().copy());
      }
    } catch (SQLException e) {
      if (!PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
        throw e;
      }
      execute(BACK_TO_SAVEPOINT);
      return false;
    }
    for (int table = 0; table < binding.tables().size(); table++) {
      metrics.appended.inc(batch.rows(table));
    }
    return true;
  }

  private boolean merge(Batch<T> batch, WriteMetrics metrics) throws SQLException {
    if (!staged) {
      for (Rows<T> rows : binding.tables()) {
        execute(rows.sql().createStage());
      }
    }
    boolean allNew = true;
    for (int table = 0; table < binding.tables().size(); table++) {
      TableSql sql = binding.tables().get(table).sql();
      if (batch.rows(table) > 0) {
        copy(batch, table, sql.copyStage());
        int known = sql.numbered() ? sortOut(sql, metrics) : 0;
        int changed = update(sql.merge());
        metrics.merged.inc(batch.rows(table));
        metrics.changed.inc(changed);
        allNew &= known == 0 && changed == batch.rows(table);
      }
      try (PreparedStatement delete = connection.prepareStatement(sql.deleteRest())) {
        batch.eachWithoutRows(
            table,
            (key, revision) -> {
              List<String> columns = new ArrayList<>();
              for (int i = 0; i < key.columns(); i++) {
                columns.add(key.column(i));
              }
              addDelete(delete, columns, 0, revision);
            });
        delete.executeBatch();
      }
    }
    staged = true;
    return allNew;
  }

  /**
   * Takes staged documents away that the table holds a newer word on, and rows out of the table
   * that a staged document no longer has.
   *
   * @return staged documents that the table knows
   */
  private int sortOut(TableSql sql, WriteMetrics metrics) throws SQLException {
    int known = 0;
    try (PreparedStatement probe = connection.prepareStatement(sql.probe());
        PreparedStatement unstage = connection.prepareStatement(sql.deleteStaged());
        PreparedStatement delete = connection.prepareStatement(sql.deleteRest());
        ResultSet met = probe.executeQuery()) {
      boolean anyStale = false;
      boolean anyRest = false;
      while (met.next()) {
        long revision = met.getLong(2);
        if (met.wasNull()) {
          known = met.getInt(1);
          continue;
        }
        List<String> key = new ArrayList<>();
        for (int i = 4; i <= met.getMetaData().getColumnCount(); i++) {
          key.add(met.getString(i));
        }
        if (met.getBoolean(3)) {
          bind(unstage, key);
          unstage.addBatch();
          anyStale = true;
          metrics.stale.inc();
        } else {
          addDelete(delete, key, met.getInt(1), revision);
          anyRest = true;
        }
      }
      if (anyStale) {
        unstage.executeBatch();
      }
      if (anyRest) {
        delete.executeBatch();
      }
    }
    return known;
  }

  private static void addDelete(PreparedStatement delete, List<String> key, int from, long revision)
      throws SQLException {
    bind(delete, key);
    delete.setInt(key.size() + 1, from);
    delete.setLong(key.size() + 2, revision);
    delete.addBatch();
  }

  private static void bind(PreparedStatement statement, List<String> key) throws SQLException {
    for (int i = 0; i < key.size(); i++) {
      // Without a type, so that the server reads it as the column's.
      statement.setObject(i + 1, key.get(i), Types.OTHER);
    }
  }

  private void copy(Batch<T> batch, int table, String sql) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    batch.send(table, copy);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  /** Ends the session for good. */
  @Override
  public void close() throws SQLException {
    if (connection != null) {
      try {
        connection.rollback();
        update(FORGET, id);
        connection.commit();
      } finally {
        disconnect();
      }
    }
  }

  /** Drops the connection, whatever state it is in; the next write opens another. */
  void disconnect() throws SQLException {
    Connection closing = connection;
    connection = null;
    staged = false;
    if (closing != null) {
      closing.close();
    }
  }
}
