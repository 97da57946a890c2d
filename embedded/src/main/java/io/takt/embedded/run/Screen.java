package io.takt.embedded.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The terminal: lines that stay, and on a real terminal a block below them that is drawn anew. */
final class Screen {
  private final PrintStream out;
  private final boolean redraws;
  private int drawn;

  Screen(PrintStream out, boolean redraws) {
    this.out = out;
    this.redraws = redraws;
  }

  /** The process's own terminal; the launcher says whether there is a person before it. */
  static Screen ofProcess() {
    return new Screen(System.out, Boolean.getBoolean("takt.terminal"));
  }

  /** Whether a block is drawn in place; else each one is printed below the other. */
  boolean redraws() {
    return redraws;
  }

  /** A line that stays. */
  synchronized void say(String line) {
    clear();
    out.println(line);
    out.flush();
  }

  /** A step with what it took. */
  void done(String step, Duration took) {
    say(String.format(Locale.ROOT, "  ✓ %-58s %5.1f s", step, took.toMillis() / 1000.0));
  }

  /** Draws a block in the place of the last one. */
  synchronized void draw(List<String> lines) {
    clear();
    lines.forEach(out::println);
    drawn = redraws ? lines.size() : 0;
    out.flush();
  }

  private void clear() {
    if (drawn > 0) {
      out.printf("\u001b[%dA\u001b[J", drawn);
      drawn = 0;
    }
  }
}
