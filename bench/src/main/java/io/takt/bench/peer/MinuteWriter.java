package io.takt.bench.peer;

import io.takt.sinks.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Upserts rows in batches that the driver rewrites, one transaction a batch. Of one key it writes
 * the last. For one thread at a time.
 */
final class MinuteWriter implements AutoCloseable {

  private static final int BATCH_ROWS = 5_000;
  private static final String UPSERT =
      """
      INSERT INTO %s (asset_id, minute, running_ms, stopped_ms, good, ideal_ms)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (asset_id, minute) DO UPDATE SET running_ms = excluded.running_ms,
        stopped_ms = excluded.stopped_ms, good = excluded.good, ideal_ms = excluded.ideal_ms"""
          .formatted(MinuteTable.NAME);

  private record Key(String assetId, long minute) {}

  private final Connection connection;
  private final PreparedStatement upsert;
  private final Map<Key, MinuteRow> waiting = new LinkedHashMap<>();
  private final long flushMs;
  private long oldest;

  /**
   * @param flushMs longest time a row waits, if {@link #flushIfDue} is called often enough
   */
  MinuteWriter(DatabaseSettings database, long flushMs) throws SQLException {
    this.flushMs = flushMs;
    connection =
        DriverManager.getConnection(
            MinuteTable.url(database), database.user(), database.password());
    connection.setAutoCommit(false);
    upsert = connection.prepareStatement(UPSERT);
  }

  /** Takes a row; writes a full batch. */
  void add(MinuteRow row, long nowMs) throws SQLException {
    if (waiting.isEmpty()) {
      oldest = nowMs;
    }
    waiting.put(new Key(row.assetId(), row.minute()), row);
    if (waiting.size() >= BATCH_ROWS) {
      flush();
    }
  }

  void flushIfDue(long nowMs) throws SQLException {
    if (nowMs - oldest >= flushMs) {
      flush();
    }
  }

  /** Writes what waits. */
  void flush() throws SQLException {
    if (waiting.isEmpty()) {
      return;
    }
    for (MinuteRow row : waiting.values()) {
      upsert.setString(1, row.assetId());
      upsert.setObject(
          2, LocalDateTime.ofEpochSecond(Math.floorDiv(row.minute(), 1000L), 0, ZoneOffset.UTC));
      upsert.setLong(3, row.runningMs());
      upsert.setLong(4, row.stoppedMs());
      upsert.setDouble(5, row.good());
      upsert.setDouble(6, row.idealMs());
      upsert.addBatch();
    }
    upsert.executeBatch();
    connection.commit();
    waiting.clear();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
