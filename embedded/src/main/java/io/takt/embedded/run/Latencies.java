package io.takt.embedded.run;

import io.takt.jobs.oee.PlantClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * How long facts take until they are visible: for each live row seen, from the arrival of the
 * newest fact in it, on the wall's clock, to the row's writing.
 *
 * @param p50 median, in milliseconds; null: nothing was seen
 * @param p99 99th percentile, in milliseconds; null: nothing was seen
 */
record Latencies(Double p50, Double p99) {

  /** Collects live rows while a run goes on. */
  static final class Probe {
    private static final int MOST = 100_000;
    private static final String QUERY =
        "SELECT asset_id, last_arrived_at, written_at FROM live WHERE last_arrived_at IS NOT NULL"
            + " ORDER BY asset_id LIMIT 500";

    private final PlantClock clock;
    private final Map<String, Long> seen = new HashMap<>();
    private final double[] latencies = new double[MOST];
    private int count;

    Probe(PlantClock clock) {
      this.clock = clock;
    }

    /** One that sees nothing. */
    static Probe none() {
      return new Probe(null);
    }

    /** Takes the live rows that have changed since the last look. */
    void look(Connection reader) throws SQLException {
      if (clock == null) {
        return;
      }
      try (PreparedStatement statement = reader.prepareStatement(QUERY);
          ResultSet row = statement.executeQuery()) {
        while (row.next() && count < MOST) {
          long arrived = row.getTimestamp(2).getTime();
          Long before = seen.put(row.getString(1), arrived);
          if (before == null || before != arrived) {
            latencies[count++] = row.getTimestamp(3).getTime() - clock.wallOf(arrived);
          }
        }
      }
    }

    Latencies result() {
      if (count == 0) {
        return new Latencies(null, null);
      }
      double[] sorted = java.util.Arrays.copyOf(latencies, count);
      java.util.Arrays.sort(sorted);
      return new Latencies(sorted[(int) (0.50 * (count - 1))], sorted[(int) (0.99 * (count - 1))]);
    }
  }
}
