package io.takt.embedded.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends the stack while there is still room to end it in good order: on a full disk its parts fail
 * one by one, each with words of its own.
 */
final class DiskWatch implements AutoCloseable {

  /** Room that the parts need to put down what they hold. */
  static final long RESERVE_BYTES = 128L << 20;

  private final Path directory;
  private final Consumer<String> tooLittle;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "disk-watch");
            thread.setDaemon(true);
            return thread;
          });

  private DiskWatch(Path directory, Consumer<String> tooLittle) {
    this.directory = directory;
    this.tooLittle = tooLittle;
  }

  /**
   * Looks once a second.
   *
   * @param tooLittle told once, in a sentence for people, when less than the reserve is free
   */
  static DiskWatch begin(Path directory, Consumer<String> tooLittle) {
    DiskWatch diskWatch = new DiskWatch(directory, tooLittle);
    ScheduledFuture<?> unused =
        diskWatch.watch.scheduleWithFixedDelay(diskWatch::look, 1, 1, TimeUnit.SECONDS);
    return diskWatch;
  }

  private void look() {
    long free = freeBytes();
    if (free < RESERVE_BYTES) {
      watch.shutdown();
      tooLittle.accept(sentence(directory, free));
    }
  }

  private long freeBytes() {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sentence(Path directory, long freeBytes) {
    return "The disk of "
        + directory
        + " is full ("
        + (freeBytes >> 20)
        + " MiB are free, "
        + (RESERVE_BYTES >> 20)
        + " MiB are needed to go on): make room, then start again.";
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
