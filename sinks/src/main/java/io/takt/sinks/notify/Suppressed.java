package io.takt.sinks.notify;

/**
 * That a receiver was not told of an alert, and why.
 *
 * @param why muted, inhibited, quiet-hours, flood, stale, shelved, suppressed, or brief (over
 *     before it was told)
 */
public record Suppressed(
    String receiver, String groupKey, String why, AlertView alert, long plantTime) {}
