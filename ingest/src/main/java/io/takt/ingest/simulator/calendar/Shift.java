package io.takt.ingest.simulator.calendar;

import java.time.LocalDate;
import java.util.List;

/** A shift that happens: a pattern on a date. Breaks are in order and may be empty. */
public record Shift(String name, Span span, LocalDate businessDate, List<Span> breaks) {

  public Shift {
    breaks = List.copyOf(breaks);
  }
}
