package io.takt.jobs.downtime;

import io.takt.jobs.downtime.cause.PastStop;
import java.util.List;

/** Stops of a class that operators gave a reason, oldest first. */
public record PastStops(List<PastStop> stops) {

  public PastStops {
    stops = List.copyOf(stops);
  }
}
