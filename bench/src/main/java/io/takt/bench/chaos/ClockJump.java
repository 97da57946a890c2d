package io.takt.bench.chaos;

import io.takt.jobs.oee.PlantClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/**
 * The plant's clock that the jobs are handed jumps, ahead or back, by up to half an hour of the
 * plant's time; the facts and their times of arrival do not.
 */
final class ClockJump implements Fault {

  private static final long FARTHEST = Duration.ofMinutes(30).toMillis();
  private static final long NEAREST = Duration.ofMinutes(5).toMillis();

  private long jumped;

  @Override
  public String kind() {
    return "clock-jumped";
  }

  @Override
  public void strike(Site site, Random dice, Runnable harmed)
      throws IOException, InterruptedException {
    jumped = NEAREST + (long) (dice.nextDouble() * (FARTHEST - NEAREST));
    if (dice.nextBoolean()) {
      jumped = -jumped;
    }
    PlantClock clock = site.cluster().clock();
    long wall = (long) (jumped / clock.speed());
    site.cluster()
        .restartOn(
            new PlantClock(
                clock.wallOrigin() - wall, clock.plantOrigin(), clock.speed(), clock.stop()));
    harmed.run();
  }

  @Override
  public String check(Site site) {
    return Duration.ofMillis(jumped).toMinutes() + " min of plant time";
  }
}
