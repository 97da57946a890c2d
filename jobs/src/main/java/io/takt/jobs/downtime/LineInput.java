package io.takt.jobs.downtime;

import io.takt.jobs.downtime.cause.LineEvent;

/** An event with the line it belongs to. */
public record LineInput(String line, LineEvent event) {}
