package io.takt.bench.chaos;

import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The database's file system is full for some seconds, until somebody makes room. */
final class FullDisk implements Fault {

  private static final int SHORTEST_SECONDS = 5;
  private static final int SPREAD_SECONDS = 6;

  @Override
  public String kind() {
    return "database-disk-full";
  }

  @Override
  public Optional<String> impossible(Site site) {
    return Optional.ofNullable(site.disk().whyOrdinary());
  }

  @Override
  public void strike(Site site, Random dice, Runnable harmed)
      throws IOException, InterruptedException {
    site.disk().fill();
    harmed.run();
    TimeUnit.SECONDS.sleep(SHORTEST_SECONDS + dice.nextInt(SPREAD_SECONDS));
    site.disk().free();
  }
}
