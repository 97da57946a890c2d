package io.takt.ingest.simulator.calendar;

import java.time.LocalTime;

/** A break by local time: its first occurrence at or after the shift's start. */
public record BreakPattern(String name, LocalTime start, LocalTime end) {}
