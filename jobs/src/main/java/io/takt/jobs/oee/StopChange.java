package io.takt.jobs.oee;

import io.takt.avro.Stop;

/**
 * A stop that is now so, or is no more.
 *
 * @param startedAt with the asset the stop's identity
 * @param stop null: no stop starts there any more
 */
public record StopChange(String asset, long startedAt, long revision, Stop stop) {}
