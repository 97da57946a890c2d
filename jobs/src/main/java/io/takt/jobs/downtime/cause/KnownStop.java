package io.takt.jobs.downtime.cause;

import java.util.List;

/**
 * What a site remembers of a stop that can still change.
 *
 * @param stop what was last told of it
 * @param candidates what the model held for likely before anybody said why
 * @param learned the reason that was learned from it; null: none
 * @param tokens what it was learned with
 * @param ordered the alarms whose order was learned
 */
public record KnownStop(
    StopCase stop,
    List<Candidate> candidates,
    String learned,
    List<String> tokens,
    List<String> ordered) {

  public KnownStop {
    candidates = List.copyOf(candidates);
    tokens = List.copyOf(tokens);
    ordered = List.copyOf(ordered);
  }
}
