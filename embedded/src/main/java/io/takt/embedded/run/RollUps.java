package io.takt.embedded.run;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sums ended hours every few minutes; answers are the same without, only slower. */
public final class RollUps implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RollUps.class);
  private static final long EVERY_MINUTES = 5;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> work;

  private RollUps(PlantStack plantStack) {
    work =
        clock.scheduleWithFixedDelay(
            () -> rollUp(plantStack), EVERY_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
  }

  /** Begins; ends with {@link #close}. */
  public static RollUps begin(PlantStack plantStack) {
    return new RollUps(plantStack);
  }

  private static void rollUp(PlantStack plantStack) {
    try {
      plantStack.rollUp();
    } catch (SQLException e) {
      LOG.warn("hours are not summed this time; views read the ledger instead", e);
    }
  }

  @Override
  public void close() {
    work.cancel(true);
    clock.shutdownNow();
  }
}
