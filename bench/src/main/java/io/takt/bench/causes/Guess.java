package io.takt.bench.causes;

import io.takt.jobs.downtime.cause.Candidate;
import java.util.List;

/** What one way of telling causes says of a stop: reasons, likeliest first. */
record Guess(List<Candidate> candidates) {

  String first() {
    return candidates.isEmpty() ? null : candidates.get(0).reason();
  }

  boolean within(int places, String reason) {
    for (int i = 0; i < Math.min(places, candidates.size()); i++) {
      if (candidates.get(i).reason().equals(reason)) {
        return true;
      }
    }
    return false;
  }
}
