package io.takt.bench.chaos;

/**
 * A fault that was survived.
 *
 * @param at seconds since the feed began
 * @param recoverySeconds from its beginning to new rows
 * @param wholeSeconds until every part ran and each job had a new checkpoint
 * @param checked what was looked at besides the tables
 */
record Injury(
    String kind, double at, double recoverySeconds, double wholeSeconds, String checked) {}
