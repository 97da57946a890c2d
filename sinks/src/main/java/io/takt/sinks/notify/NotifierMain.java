package io.takt.sinks.notify;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** The notifier as a process of its own. */
public final class NotifierMain {

  private NotifierMain() {}

  /** Runs until it is ended; see {@link NotifierSettings#read} for the arguments. */
  public static void main(String[] args) throws InterruptedException {
    Notifier notifier =
        Notifier.start(
            NotifierSettings.read(args, System.getenv()),
            InstantSource.system(),
            System.getenv(),
            System.out::println);
    CountDownLatch end = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  notifier.close();
                  end.countDown();
                },
                "end-notifier"));
    end.await();
  }
}
