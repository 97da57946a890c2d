/**
 * What leaves the jobs: {@link io.takt.sinks.TaktSinks} gives a Flink sink for each table of the
 * database, {@link io.takt.sinks.database} lays the database out, {@link io.takt.sinks.copy} writes
 * by COPY.
 */
package io.takt.sinks;
