package io.takt.sinks.notify;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** The notifier as a process of its own. */
public final class NotifierMain {

  private NotifierMain() {}

  /** Runs until it is ended; see {@link NotifierSettings#read} for the arguments. */
  public static void main(String[] args) throws Exception {
    NotifierSettings settings = null;
    try {
      settings = NotifierSettings.read(args, System.getenv());
    } catch (IllegalArgumentException e) {
      // What is wrong with the settings is one sentence, not a stack trace.
      System.err.println(e.getMessage());
      System.exit(2);
    }
    Notifier notifier =
        Notifier.start(settings, InstantSource.system(), System.getenv(), System.out::println);
    AutoCloseable watch =
        settings.metricsAddress() == null ? null : notifier.watchAt(settings.metricsAddress());
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
    if (watch != null) {
      watch.close();
    }
  }
}
