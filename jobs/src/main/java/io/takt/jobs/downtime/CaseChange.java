package io.takt.jobs.downtime;

import io.takt.jobs.downtime.cause.StopCase;
import io.takt.jobs.downtime.cause.StopKey;

/**
 * A stop of a site as it now is.
 *
 * @param stop null: there is no such stop any more
 */
public record CaseChange(String site, StopKey key, StopCase stop) {}
