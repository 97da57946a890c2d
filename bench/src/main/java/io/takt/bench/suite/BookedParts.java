package io.takt.bench.suite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;

/** Parts that machines were said to have made, to be held against the ledger. */
final class BookedParts {

  /** The ledger's minutes are written when they have ended. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final long LOOK_EVERY_MS = 500;

  private final double[] sent;

  BookedParts(int machines) {
    sent = new double[machines];
  }

  /** Adds what was sent, by machine. */
  void add(long[] parts) {
    for (int i = 0; i < parts.length; i++) {
      sent[i] += parts[i];
    }
  }

  /**
   * Waits until the good parts in the ledger are those, machine by machine.
   *
   * @throws VoidResultException if they are not, two minutes later
   */
  void mustBeBooked(Bed bed) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try (Connection connection = bed.superuser();
        Statement statement = connection.createStatement()) {
      String differs = difference(statement);
      while (!differs.isEmpty()) {
        if (System.nanoTime() > until) {
          throw new VoidResultException(differs);
        }
        Thread.sleep(LOOK_EVERY_MS);
        differs = difference(statement);
      }
    }
  }

  private String difference(Statement statement) throws Exception {
    double[] booked = new double[sent.length];
    try (ResultSet row =
        statement.executeQuery(
            "SELECT substring(asset_id FROM 3)::int, sum(good) FROM ledger GROUP BY asset_id")) {
      while (row.next()) {
        booked[row.getInt(1)] = row.getDouble(2);
      }
    }
    int wrong = 0;
    double lost = 0;
    double doubled = 0;
    for (int i = 0; i < sent.length; i++) {
      wrong += booked[i] == sent[i] ? 0 : 1;
      lost += Math.max(0, sent[i] - booked[i]);
      doubled += Math.max(0, booked[i] - sent[i]);
    }
    return wrong == 0
        ? ""
        : "%d machines of %d: %.0f parts too few and %.0f too many in the ledger"
            .formatted(wrong, sent.length, lost, doubled);
  }
}
