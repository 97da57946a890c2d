package io.takt.jobs.downtime.cause;

import java.util.List;

/** A stop that was given a reason, as an example for others. */
public record PastStop(StopKey key, String reason, List<String> tokens) {

  public PastStop {
    tokens = List.copyOf(tokens);
  }
}
