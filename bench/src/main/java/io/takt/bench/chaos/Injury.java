package io.takt.bench.chaos;

/**
 * A fault that was survived.
 *
 * @param at seconds since the feed began
 * @param firstRowsSeconds from its beginning to new rows, also by what it spared
 * @param recoverySeconds from its beginning until every part ran again and new rows came from it
 * @param checked what was looked at besides the tables
 */
record Injury(
    String kind, double at, double firstRowsSeconds, double recoverySeconds, String checked) {}
