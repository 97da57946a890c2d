package io.takt.ingest.replay;

import java.time.Instant;

/** The time to report on: from {@code from} until {@code to}, exclusive. */
public record Window(Instant from, Instant to) {}
