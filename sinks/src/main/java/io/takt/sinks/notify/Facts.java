package io.takt.sinks.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;

/** What the database knows about an alert's machine; whatever is not there is left out. */
final class Facts {

  private final DataSource database;

  Facts(DataSource database) {
    this.database = database;
  }

  /**
   * All of it; absent: null.
   *
   * @param probability of the cause; null: said by a person, or not known
   * @param before when the alert was active last, before this time
   * @param beforeSeconds how long
   * @param beforeReason why the machine stood then, as people said
   */
  record About(
      String name,
      String line,
      String zone,
      String order,
      String product,
      Instant due,
      Double quantity,
      Double good,
      String cause,
      Double probability,
      String because,
      Instant before,
      Double beforeSeconds,
      String beforeReason) {}

  private static final String ASSET =
      """
      SELECT a.name, a.line, a.zone, v.work_order, w.product, coalesce(w.due, w.planned_end) AS due, w.quantity,
        (SELECT sum(l.good) FROM takt.ledger_hourly l WHERE l.work_order = v.work_order AND l.asset_id = ?) AS good
      FROM (SELECT ?::text AS asset_id) x
      LEFT JOIN takt.asset a USING (asset_id)
      LEFT JOIN takt.live v USING (asset_id)
      LEFT JOIN takt.work_order w ON w.work_order = v.work_order
      """;

  private static final String CAUSE =
      """
      SELECT coalesce(r.text ->> 'en', (SELECT min(t.value) FROM jsonb_each_text(r.text) t), c.cause) AS cause,
        c.probability, c.because
      FROM takt.stop_cause c LEFT JOIN takt.reason r ON r.reason = c.cause
      WHERE c.asset_id = ? AND c.cause IS NOT NULL AND c.started_at <= ? AND (c.ended_at IS NULL OR c.ended_at >= ?)
      ORDER BY c.started_at DESC LIMIT 1
      """;

  private static final String BEFORE =
      """
      SELECT e.active_at, extract(epoch FROM e.cleared_at - e.active_at)::float8 AS lasted, (
        SELECT coalesce(r.text ->> 'en', (SELECT min(t.value) FROM jsonb_each_text(r.text) t), s.reason)
        FROM takt.stop s LEFT JOIN takt.reason r ON r.reason = s.reason
        WHERE s.asset_id = e.asset_id AND s.reason IS NOT NULL AND s.started_at <= e.active_at
          AND (s.ended_at IS NULL OR s.ended_at >= e.active_at)
        ORDER BY s.started_at DESC LIMIT 1) AS reason
      FROM takt.alert_episode e
      WHERE e.fingerprint = ? AND e.active_at < ? AND e.cleared_at IS NOT NULL
      ORDER BY e.active_at DESC LIMIT 1
      """;

  About about(AlertView alert) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Place place = place(connection, alert.asset());
      Cause cause = cause(connection, alert);
      Before before = before(connection, alert);
      return new About(
          place.name(),
          place.line(),
          place.zone(),
          place.order(),
          place.product(),
          place.due(),
          place.quantity(),
          place.good(),
          cause.cause(),
          cause.probability(),
          cause.because(),
          before.at(),
          before.seconds(),
          before.reason());
    }
  }

  private record Place(
      String name,
      String line,
      String zone,
      String order,
      String product,
      Instant due,
      Double quantity,
      Double good) {}

  private record Cause(String cause, Double probability, String because) {}

  private record Before(Instant at, Double seconds, String reason) {}

  private static Place place(Connection connection, String asset) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ASSET)) {
      statement.setString(1, asset);
      statement.setString(2, asset);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Place(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            instant(row, 6),
            number(row, 7),
            number(row, 8));
      }
    }
  }

  private static Cause cause(Connection connection, AlertView alert) throws SQLException {
    // The table comes with the job that finds causes.
    try (PreparedStatement there =
            connection.prepareStatement("SELECT to_regclass('takt.stop_cause') IS NOT NULL");
        ResultSet row = there.executeQuery()) {
      row.next();
      if (!row.getBoolean(1)) {
        return new Cause(null, null, null);
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(CAUSE)) {
      statement.setString(1, alert.asset());
      statement.setTimestamp(2, new Timestamp(alert.activeAt()));
      statement.setTimestamp(3, new Timestamp(alert.startedAt()));
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Cause(row.getString(1), number(row, 2), row.getString(3))
            : new Cause(null, null, null);
      }
    }
  }

  private static Before before(Connection connection, AlertView alert) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BEFORE)) {
      statement.setString(1, alert.fingerprint());
      statement.setTimestamp(2, new Timestamp(alert.activeAt()));
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Before(instant(row, 1), number(row, 2), row.getString(3))
            : new Before(null, null, null);
      }
    }
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  private static Double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
