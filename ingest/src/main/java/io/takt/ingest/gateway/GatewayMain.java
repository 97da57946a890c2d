package io.takt.ingest.gateway;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** The gateway as a process of its own; {@link EnvironmentSettings} says what it is told. */
public final class GatewayMain {

  private GatewayMain() {}

  /** Runs until it is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length > 0) {
      fail("The gateway takes no arguments; its settings are variables, see docs/deploy.md.");
    }
    try {
      Gateway gateway = Gateway.start(EnvironmentSettings.read(System.getenv()));
      System.out.println("The gateway listens on " + gateway.url());
      CountDownLatch ended = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    close(gateway);
                    ended.countDown();
                  },
                  "end-gateway"));
      ended.await();
    } catch (IllegalArgumentException | IOException e) {
      fail(e.getMessage());
    }
  }

  private static void close(Gateway gateway) {
    try {
      gateway.close();
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
  }

  /** What is wrong with the settings is one sentence, not a stack trace. */
  private static void fail(String sentence) {
    System.err.println(sentence);
    System.exit(2);
  }
}
