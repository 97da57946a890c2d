package io.takt.embedded.cli;

import io.takt.embedded.EmbeddedStack;
import io.takt.embedded.StackException;
import io.takt.embedded.StackSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.slf4j.LoggerFactory;

/**
 * A stack that a subcommand works with, ended with the command or by Ctrl-C, whichever is first.
 */
final class RunningStack implements AutoCloseable {

  private final EmbeddedStack stack;
  private final PrintWriter out;
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final AtomicBoolean ended = new AtomicBoolean();
  private final DiskWatch diskWatch;

  private RunningStack(EmbeddedStack stack, PrintWriter out) {
    this.stack = stack;
    this.out = out;
    this.diskWatch = DiskWatch.begin(stack.directory(), this::endForWantOfRoom);
  }

  /** Starts it, with its progress printed. */
  static RunningStack start(StackSettings settings, PrintWriter out)
      throws StackException, InterruptedException {
    logTo(settings.directory());
    out.println("Takt starts in " + settings.directory());
    EmbeddedStack stack = EmbeddedStack.start(settings, new ConsoleProgress(out));
    RunningStack running = new RunningStack(stack, out);
    Runtime.getRuntime().addShutdownHook(new Thread(running::endByInterrupt, "end-by-interrupt"));
    return running;
  }

  /** Before the first logger is made: the configuration reads it once. */
  private static void logTo(Path directory) {
    System.setProperty("takt.logs", directory.resolve("logs").toString());
  }

  EmbeddedStack stack() {
    return stack;
  }

  /** Returns when Ctrl-C is pressed. */
  void awaitInterrupt() throws InterruptedException {
    interrupted.await();
  }

  private void endForWantOfRoom(String sentence) {
    out.println(sentence);
    out.flush();
    System.exit(1); // the hook ends the stack
  }

  private void endByInterrupt() {
    end();
    interrupted.countDown();
  }

  private void end() {
    if (ended.getAndSet(true)) {
      return;
    }
    diskWatch.close();
    out.println("Takt ends; what it keeps stays in " + stack.directory());
    out.flush();
    try {
      stack.close();
    } catch (StackException e) {
      LoggerFactory.getLogger(RunningStack.class).error("Takt did not end in good order", e);
      out.println(e.getMessage());
      out.flush();
    }
    LogManager.shutdown();
  }

  @Override
  public void close() {
    end();
  }
}
