/**
 * The downtime job: keyed state, tables and mapping to the contracts around {@link
 * io.takt.jobs.downtime.cause}.
 */
package io.takt.jobs.downtime;
