package io.takt.jobs.anomaly;

/**
 * One signal's part in an episode, at its peak.
 *
 * @param share of the evidence, 0 to 1
 * @param expected the value of the signal's reference
 * @param lower lower end of the band in which the signal would be normal again
 * @param upper upper end of that band
 */
public record Contribution(
    String signal,
    double share,
    double actual,
    double expected,
    double lower,
    double upper,
    Direction direction) {}
