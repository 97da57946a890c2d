package io.takt.jobs.downtime.cause;

/**
 * A reason that is possible.
 *
 * @param probability calibrated, 0 to 1
 * @param because the evidence that speaks most for it, in words
 */
public record Candidate(String reason, double probability, String because) {}
