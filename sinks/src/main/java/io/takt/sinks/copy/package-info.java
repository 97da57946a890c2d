/**
 * A Flink sink that writes by COPY, at least once, and converges: rows have natural keys and
 * revisions, so what is written again changes nothing. Knows tables only by their {@link
 * io.takt.sinks.copy.Binding}.
 */
package io.takt.sinks.copy;
