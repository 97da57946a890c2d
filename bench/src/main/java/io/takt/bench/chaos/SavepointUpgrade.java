package io.takt.bench.chaos;

import java.io.IOException;
import java.util.Random;

/** All jobs are stopped with a savepoint and started from it, from a jar handed over anew. */
final class SavepointUpgrade implements Fault {

  @Override
  public String kind() {
    return "savepoint-upgrade";
  }

  @Override
  public void strike(Site site, Random dice, Runnable harmed)
      throws IOException, InterruptedException {
    site.cluster().upgrade(harmed);
  }

  @Override
  public String check(Site site) {
    return "each job from its savepoint";
  }
}
