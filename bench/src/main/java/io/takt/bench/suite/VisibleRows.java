package io.takt.bench.suite;

import io.takt.bench.suite.OpenLoop.Stopped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Queue;

/** Looks for stops in the database until they are there, by their keys, all the time. */
final class VisibleRows {

  private static final String LOOK =
      "SELECT w.place FROM unnest(?, ?) WITH ORDINALITY AS w(asset_id, started_at, place)"
          + " WHERE EXISTS (SELECT FROM takt.stop s"
          + " WHERE s.asset_id = w.asset_id AND s.started_at = w.started_at)";

  private final long pauseMs;
  private final List<Double> latencies = Collections.synchronizedList(new ArrayList<>());
  private List<Stopped> waiting = new ArrayList<>();

  /**
   * @param pauseMs between two looks
   */
  VisibleRows(long pauseMs) {
    this.pauseMs = pauseMs;
  }

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
        if (!waiting.isEmpty()) {
          lookOnce(connection, statement);
        } else if (System.currentTimeMillis() > sentBy) {
          return;
        }
        Thread.sleep(pauseMs);
      }
    }
  }

  private void lookOnce(Connection connection, PreparedStatement statement) throws SQLException {
    statement.setArray(
        1, connection.createArrayOf("text", waiting.stream().map(Stopped::asset).toArray()));
    statement.setArray(
        2,
        connection.createArrayOf(
            "timestamptz",
            waiting.stream().map(one -> Instant.ofEpochMilli(one.at()).toString()).toArray()));
    BitSet there = new BitSet();
    try (ResultSet row = statement.executeQuery()) {
      long now = System.currentTimeMillis();
      while (row.next()) {
        int place = row.getInt(1) - 1;
        there.set(place);
        latencies.add((double) now - waiting.get(place).wall());
      }
    }
    List<Stopped> still = new ArrayList<>();
    for (int i = there.nextClearBit(0); i < waiting.size(); i = there.nextClearBit(i + 1)) {
      still.add(waiting.get(i));
    }
    waiting = still;
  }

  /** Of those seen, in milliseconds, in the order in which they were seen. */
  List<Double> latencies() {
    return List.copyOf(latencies);
  }

  /** The same of those seen since this was last asked. */
  List<Double> takeLatencies() {
    synchronized (latencies) {
      List<Double> taken = List.copyOf(latencies);
      latencies.clear();
      return taken;
    }
  }

  /** Stops that were never seen. */
  int missing() {
    return waiting.size();
  }
}
