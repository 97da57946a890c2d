package io.takt.bench.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells when a site works again. */
final class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(10);
  private static final long POLL_MS = 50;

  private final Site site;

  Recovery(Site site) {
    this.site = site;
  }

  /**
   * Machines of which facts were told lately.
   *
   * @param since the plant's epoch milliseconds
   */
  List<String> talking(long since) throws SQLException {
    List<String> talking = new ArrayList<>();
    try (Connection reader = site.reader();
        PreparedStatement statement =
            reader.prepareStatement("SELECT asset_id FROM live WHERE last_arrived_at >= ?")) {
      statement.setTimestamp(1, new Timestamp(since));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          talking.add(row.getString(1));
        }
      }
    }
    return talking;
  }

  /**
   * Waits for rows of three quarters of these machines that tell of facts which arrived after the
   * harm was done. One row alone might come from what the harm has spared; all of them might be
   * kept waiting by a line whose own gateway falls silent just then.
   *
   * @param plant when the harm was done, the plant's epoch milliseconds
   * @throws ChaosException when none come for minutes
   */
  void awaitNewRows(List<String> machines, long plant) throws ChaosException, InterruptedException {
    awaitRows(() -> hasNewRows(machines, plant));
  }

  /** Waits for the first rows of as many machines. */
  void awaitFirstRows(int machines) throws ChaosException, InterruptedException {
    awaitRows(() -> talkingNow(0).size() >= machines);
  }

  private void awaitRows(BooleanSupplier there) throws ChaosException, InterruptedException {
    long until = System.nanoTime() + PATIENCE;
    while (site.feeder().isAlive()) {
      if (there.getAsBoolean()) {
        return;
      }
      if (System.nanoTime() > until) {
        throw new ChaosException(
            "No new rows for "
                + TimeUnit.NANOSECONDS.toSeconds(PATIENCE)
                + " s; down: "
                + site.supervisor().down()
                + ", "
                + site.cluster().ailing(0));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  private boolean hasNewRows(List<String> machines, long plant) {
    List<String> told = talkingNow(plant);
    told.retainAll(machines);
    return told.size() * 4 >= machines.size() * 3;
  }

  /** None while the database does not answer. */
  private List<String> talkingNow(long since) {
    try {
      return talking(since);
    } catch (SQLException away) {
      LOG.debug("the database does not answer: {}", away.getMessage());
      return new ArrayList<>();
    }
  }

  /**
   * Waits until every service and job runs and each job has a checkpoint that began after then.
   *
   * @param since epoch milliseconds of the wall's clock; 0: any or no checkpoint will do
   */
  void awaitWhole(long since) throws ChaosException, InterruptedException {
    long until = System.nanoTime() + PATIENCE;
    while (true) {
      List<String> down = site.supervisor().down();
      List<String> ailing = down.isEmpty() ? site.cluster().ailing(since) : down;
      if (ailing.isEmpty()) {
        return;
      }
      if (System.nanoTime() > until) {
        throw new ChaosException("It does not become whole again: " + ailing + " is missing.");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS * 4);
    }
  }
}
