package io.takt.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The embedded broker as a process of its own, which may be killed like one. */
public final class KafkaProcess {

  private KafkaProcess() {}

  /**
   * Runs until it is ended.
   *
   * @param arguments data directory, log directory, port, controller's port, port clients are told
   */
  public static void main(String[] arguments) throws Exception {
    EmbeddedKafka kafka =
        EmbeddedKafka.start(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Integer.parseInt(arguments[4]));
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  kafka.close();
                  ended.countDown();
                },
                "end-kafka"));
    ended.await();
  }
}
