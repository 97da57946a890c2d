package io.takt.jobs.downtime.cause;

/** Identity of a stop: its asset and start. */
public record StopKey(String asset, long start) {}
