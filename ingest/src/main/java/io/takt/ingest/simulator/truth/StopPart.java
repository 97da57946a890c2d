package io.takt.ingest.simulator.truth;

/**
 * A part of a stop that has one reason.
 *
 * @param category by the whole stop it is part of
 * @param reason null: none given
 */
record StopPart(long from, long to, Category category, String reason) {}
