package io.takt.jobs.alert.watch;

/**
 * An order as planned.
 *
 * @param due what it is promised for, else its planned end; epoch milliseconds, Long.MAX_VALUE: no
 *     date
 */
public record Order(String order, String product, double quantity, long due) {}
