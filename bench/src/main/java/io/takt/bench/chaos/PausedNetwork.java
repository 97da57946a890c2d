package io.takt.bench.chaos;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Nothing gets through to a server for some seconds; then all of it does, or every second time all
 * connections turn out to be broken.
 */
record PausedNetwork(String kind, Function<Site, Wire> wire) implements Fault {

  private static final int SHORTEST_SECONDS = 4;
  private static final int SPREAD_SECONDS = 8;

  @Override
  public void strike(Site site, Random dice, Runnable harmed)
      throws IOException, InterruptedException {
    Wire paused = wire.apply(site);
    paused.pause();
    harmed.run();
    TimeUnit.SECONDS.sleep(SHORTEST_SECONDS + dice.nextInt(SPREAD_SECONDS));
    if (dice.nextBoolean()) {
      paused.cut();
    }
    paused.resume();
  }
}
