package io.takt.bench.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
   * Waits for rows of more than half of the machines that tell of facts which arrived after the
   * harm was done. One row alone might come from what the harm has spared.
   *
   * @param plant when the harm was done, the plant's epoch milliseconds
   * @throws ChaosException when none come for minutes
   */
  void awaitNewRows(long plant) throws ChaosException, InterruptedException {
    long until = System.nanoTime() + PATIENCE;
    while (site.feeder().isAlive()) {
      if (hasNewRows(plant)) {
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

  private boolean hasNewRows(long plant) {
    try (Connection reader = site.reader();
        PreparedStatement statement =
            reader.prepareStatement("SELECT count(*) FROM live WHERE last_arrived_at >= ?")) {
      statement.setTimestamp(1, new Timestamp(plant));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getLong(1) * 2 > Plan.ASSETS;
      }
    } catch (SQLException away) {
      LOG.debug("the database does not answer: {}", away.getMessage());
      return false;
    }
  }

  /**
   * Waits until every service and job runs and each job has a checkpoint that began after then.
   *
   * @param since epoch milliseconds of the wall's clock
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
