package io.takt.bench.chaos;

import io.takt.jobs.oee.PlantClock;
import io.takt.sinks.notify.Notifier;
import io.takt.sinks.notify.NotifierSettings;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** The notifier as a process of its own, on a simulated plant's clock. */
public final class NotifierProcess {

  private static final int CLOCK = 4;

  private NotifierProcess() {}

  /**
   * Runs until it is ended.
   *
   * @param arguments the clock's four, then those of {@link NotifierSettings#read}
   */
  public static void main(String[] arguments) throws InterruptedException {
    PlantClock clock = ClockText.of(arguments, 0);
    NotifierSettings settings =
        NotifierSettings.read(
            Arrays.copyOfRange(arguments, CLOCK, arguments.length), System.getenv());
    Notifier notifier =
        Notifier.start(
            settings,
            () -> Instant.ofEpochMilli(clock.now(System.currentTimeMillis())),
            System.getenv(),
            System.out::println);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  notifier.close();
                  ended.countDown();
                },
                "end-notifier"));
    ended.await();
  }
}
