package io.takt.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * One stack for all integration tests of a run, in a fresh directory under {@code target}: started
 * by the first test that asks, ended with the JVM. Topics are shared, so a test works with asset
 * ids of its own ({@link #freshAsset}).
 */
public final class StackForTests {

  private static EmbeddedStack running;

  private StackForTests() {}

  /** The stack; the first call starts it. */
  public static synchronized EmbeddedStack get() throws Exception {
    if (running == null) {
      running =
          EmbeddedStack.start(
              StackSettings.in(freshDirectory("stack")).onAnyPorts(), StackListener.silent());
      Runtime.getRuntime().addShutdownHook(new Thread(StackForTests::stop, "stop-test-stack"));
    }
    return running;
  }

  private static void stop() {
    try {
      running.close();
    } catch (StackException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new directory under {@code target}, for a stack of a test's own. */
  public static Path freshDirectory(String name) throws IOException {
    return Files.createTempDirectory(
        Files.createDirectories(Path.of("target", "stacks").toAbsolutePath()), name);
  }

  /** An asset id that no other test has. */
  public static String freshAsset() {
    return "asset-" + UUID.randomUUID();
  }
}
