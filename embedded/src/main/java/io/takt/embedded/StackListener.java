package io.takt.embedded;

import java.time.Duration;

/** Hears how a start goes on, from several threads; at least one call in two seconds. */
public interface StackListener {

  /** This step has begun. */
  void started(String step);

  /** This step has gone on for so long. */
  void goesOn(String step, Duration since);

  /** This step is done. */
  void done(String step, Duration took);

  /** One who does not care. */
  static StackListener silent() {
    return new StackListener() {
      @Override
      public void started(String step) {}

      @Override
      public void goesOn(String step, Duration since) {}

      @Override
      public void done(String step, Duration took) {}
    };
  }
}
