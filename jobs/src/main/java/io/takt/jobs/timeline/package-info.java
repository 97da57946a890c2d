/**
 * The timeline of one asset: facts in, booked time out. Pure: knows neither Flink nor Kafka, reads
 * no clock, and what it books depends on the set of facts and tables and on the instant {@code now}
 * alone.
 *
 * <p>All instants are epoch milliseconds (UTC), intervals are half-open. An absent instant is
 * {@link io.takt.jobs.timeline.Fact#NONE}, an absent quantity is NaN, an absent word is null.
 */
package io.takt.jobs.timeline;
