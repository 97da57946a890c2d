package io.takt.bench.suite;

import io.takt.bench.suite.OpenLoop.Stopped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;

/** Looks for stops in the database until they are there, by their keys, all the time. */
final class VisibleRows {

  private static final String LOOK = "SELECT FROM takt.stop WHERE asset_id = ? AND started_at = ?";

  private final List<Double> latencies = Collections.synchronizedList(new ArrayList<>());
  private final List<Stopped> waiting = new ArrayList<>();

  /**
   * Looks for what the queue brings until {@code until}, a wall clock, or until all that was
   * brought is seen after {@code sentBy}.
   */
  void look(Connection connection, Queue<Stopped> stops, long sentBy, long until)
      throws SQLException, InterruptedException {
    try (PreparedStatement statement = connection.prepareStatement(LOOK)) {
      while (System.currentTimeMillis() < until) {
        Stopped stopped;
        while ((stopped = stops.poll()) != null) {
          waiting.add(stopped);
        }
        for (Iterator<Stopped> each = waiting.iterator(); each.hasNext(); ) {
          Stopped one = each.next();
          if (isThere(statement, one)) {
            latencies.add((double) System.currentTimeMillis() - one.at());
            each.remove();
          }
        }
        if (waiting.isEmpty() && System.currentTimeMillis() > sentBy) {
          return;
        }
        Thread.sleep(1);
      }
    }
  }

  private static boolean isThere(PreparedStatement statement, Stopped stopped) throws SQLException {
    statement.setString(1, stopped.asset());
    statement.setObject(2, Instant.ofEpochMilli(stopped.at()).atOffset(ZoneOffset.UTC));
    try (ResultSet row = statement.executeQuery()) {
      return row.next();
    }
  }

  /** Of those seen, in milliseconds, in the order in which they were seen. */
  List<Double> latencies() {
    return List.copyOf(latencies);
  }

  /** Stops that were never seen. */
  int missing() {
    return waiting.size();
  }
}
