package io.takt.embedded.cli;

import io.takt.embedded.StackListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells a start's progress on the terminal, a line a step; only what takes long is told in between.
 */
final class ConsoleProgress implements StackListener {

  private final PrintWriter out;

  ConsoleProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void started(String step) {
    say("  %s starts", step);
  }

  @Override
  public void goesOn(String step, Duration since) {
    say("  %s is still starting (%d s)", step, since.toSeconds());
  }

  @Override
  public void done(String step, Duration took) {
    say("  %s is ready (%.1f s)", step, took.toMillis() / 1e3);
  }

  private synchronized void say(String line, Object... values) {
    out.println(String.format(Locale.ROOT, line, values));
    out.flush();
  }
}
