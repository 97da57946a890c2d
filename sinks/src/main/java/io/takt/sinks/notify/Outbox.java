package io.takt.sinks.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Messages that are decided, in the database, with what the notifier remembers: both in one
 * transaction, so that a crash loses neither. A content goes to a receiver once, whoever decides it
 * twice.
 */
final class Outbox {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private static final String NAME = "notifier";

  private final DataSource database;

  Outbox(DataSource database) {
    this.database = database;
  }

  /** What was kept: how far each partition was read, and the memory. */
  record Kept(Map<Integer, Long> positions, Memory memory) {}

  /**
   * A message that is due.
   *
   * @param doubtful true: it may have been sent before a crash
   * @param reference of the newest message of its group that this receiver has; empty: none
   */
  record Due(long id, Message message, int attempts, boolean doubtful, String reference) {

    /** The same for each try, so that a receiver can tell a repetition. */
    String key() {
      return "takt-" + id;
    }
  }

  Kept load() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT positions, memory FROM takt.notifier_state WHERE name = ?")) {
      statement.setString(1, NAME);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return new Kept(new TreeMap<>(), new Memory());
        }
        return new Kept(
            JSON.readValue(row.getString(1), new TypeReference<TreeMap<Integer, Long>>() {}),
            JSON.readValue(row.getString(2), Memory.class));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what the notifier remembered cannot be read", e);
    }
  }

  /** Keeps what was decided; all of it or nothing. */
  void keep(
      Map<Integer, Long> positions,
      Memory memory,
      List<Message> messages,
      List<Suppressed> suppressed,
      Instant now)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        insert(connection, messages, now);
        insertSuppressed(connection, suppressed, now);
        try (PreparedStatement statement =
            connection.prepareStatement(
                """
                INSERT INTO takt.notifier_state (name, positions, memory) VALUES (?, ?::jsonb, ?::jsonb)
                ON CONFLICT (name) DO UPDATE SET
                  positions = excluded.positions, memory = excluded.memory, written_at = now()
                """)) {
          statement.setString(1, NAME);
          statement.setString(2, json(positions));
          statement.setString(3, json(memory));
          statement.executeUpdate();
        }
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static final String INSERT =
      """
      INSERT INTO takt.notification
        (receiver, group_key, content_hash, kind, status, why, body, plant_time, next_attempt_at)
      VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
      ON CONFLICT (group_key, receiver, content_hash) DO NOTHING
      """;

  private static void insert(Connection connection, List<Message> messages, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (Message message : messages) {
        statement.setString(1, message.receiver());
        statement.setString(2, message.groupKey());
        statement.setString(3, message.contentHash());
        statement.setString(4, message.kind().name());
        statement.setString(5, "WAITING");
        statement.setString(6, "");
        statement.setString(7, json(message));
        statement.setTimestamp(8, new Timestamp(message.plantTime()));
        statement.setTimestamp(9, Timestamp.from(now));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void insertSuppressed(
      Connection connection, List<Suppressed> suppressed, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (Suppressed some : suppressed) {
        AlertView alert = some.alert();
        statement.setString(1, some.receiver());
        statement.setString(2, some.groupKey());
        statement.setString(
            3, some.why() + "|" + alert.fingerprint() + "|" + alert.state() + "|" + alert.since());
        statement.setString(4, "ALERT");
        statement.setString(5, "SUPPRESSED");
        statement.setString(6, some.why());
        statement.setString(7, json(alert));
        statement.setTimestamp(8, new Timestamp(some.plantTime()));
        statement.setTimestamp(9, Timestamp.from(now));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** The oldest message of a receiver, if it is due; null: none. */
  Due next(String receiver, Instant now) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT n.id, n.body, n.attempts, n.status = 'SENDING' AS doubtful, coalesce((
                  SELECT p.reference FROM takt.notification p
                  WHERE p.group_key = n.group_key AND p.receiver = n.receiver AND p.reference <> ''
                  ORDER BY p.id DESC LIMIT 1), '') AS reference, n.next_attempt_at <= ? AS due
                FROM takt.notification n
                WHERE n.receiver = ? AND n.status IN ('WAITING', 'SENDING')
                ORDER BY n.id LIMIT 1
                """)) {
      statement.setTimestamp(1, Timestamp.from(now));
      statement.setString(2, receiver);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next() || !row.getBoolean("due")) {
          return null;
        }
        return new Due(
            row.getLong("id"),
            JSON.readValue(row.getString("body"), Message.class),
            row.getInt("attempts"),
            row.getBoolean("doubtful"),
            row.getString("reference"));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message to " + receiver + " cannot be read", e);
    }
  }

  /** From here until {@link #sent} or {@link #again} a crash leaves the message in doubt. */
  void sending(long id) throws SQLException {
    update(
        "UPDATE takt.notification SET status = 'SENDING', attempts = attempts + 1 WHERE id = ?",
        id);
  }

  void sent(long id, String reference, Instant at) throws SQLException {
    update(
        "UPDATE takt.notification SET status = 'SENT', reference = ?, sent_at = ?, error = '' WHERE id = ?",
        reference,
        Timestamp.from(at),
        id);
  }

  /**
   * To be tried again.
   *
   * @param doubtful false: it surely did not arrive
   */
  void again(long id, boolean doubtful, Instant at, String error) throws SQLException {
    update(
        "UPDATE takt.notification SET status = ?, next_attempt_at = ?, error = ? WHERE id = ?",
        doubtful ? "SENDING" : "WAITING",
        Timestamp.from(at),
        error,
        id);
  }

  void givenUp(long id, String error) throws SQLException {
    update("UPDATE takt.notification SET status = 'FAILED', error = ? WHERE id = ?", error, id);
  }

  private void update(String sql, Object... values) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private static String json(Object value) {
    try {
      // jsonb holds no NUL.
      return JSON.writeValueAsString(value).replace("\\u0000", "\\ufffd");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
    }
  }

  /** How many messages wait for each receiver, also for those no longer in the routing file. */
  Map<String, Long> waiting() throws SQLException {
    Map<String, Long> receivers = new TreeMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT receiver, count(*) FROM takt.notification WHERE status IN ('WAITING', 'SENDING') GROUP BY receiver");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        receivers.put(rows.getString(1), rows.getLong(2));
      }
    }
    return receivers;
  }
}
