package io.takt.bench.chaos;

import io.takt.jobs.oee.PlantClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * Begins a plant when all is there that looks at it. Rows of tables have no time of arrival, so
 * what they change depends on when they are read, and runs that differ there cannot be compared.
 */
final class Beginning {

  private static final long SHORTEST_MS = 8_000;
  private static final int TRIES = 6;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Site site;
  private final Plan plan;
  private final double speed;

  Beginning(Site site, Plan plan, double speed) {
    this.site = site;
    this.plan = plan;
    this.speed = speed;
  }

  /**
   * Describes the plant, lets the jobs read that, and starts the feed.
   *
   * @return the clock that all go by; it begins shortly
   * @throws ChaosException when this machine is too busy for it
   */
  PlantClock begin() throws Exception {
    site.describe(plan);
    long start = plan.start().toEpochMilli();
    site.cluster().launch(new PlantClock(System.currentTimeMillis(), start, speed, start));
    try (Admin admin = site.admin()) {
      Quiet.awaitTables(admin);
    }
    long head = SHORTEST_MS;
    for (int i = 0; i < TRIES; i++) {
      PlantClock clock = clock(System.currentTimeMillis() + head);
      site.cluster().restartOn(clock);
      awaitJobs();
      if (System.currentTimeMillis() + SHORTEST_MS / 2 < clock.wallOrigin()) {
        site.begin(plan, clock);
        return clock;
      }
      head *= 2;
    }
    throw new ChaosException(
        "This machine is too busy: the jobs do not start within "
            + TimeUnit.MILLISECONDS.toSeconds(head)
            + " s.");
  }

  private PlantClock clock(long wallOrigin) {
    return new PlantClock(
        wallOrigin, plan.start().toEpochMilli(), speed, plan.end().toEpochMilli());
  }

  private void awaitJobs() throws ChaosException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    List<String> ailing = site.cluster().ailing(0);
    while (!ailing.isEmpty()) {
      if (System.nanoTime() > until) {
        throw new ChaosException("The jobs do not start: " + ailing + " is missing.");
      }
      TimeUnit.MILLISECONDS.sleep(200);
      ailing = site.cluster().ailing(0);
    }
  }
}
