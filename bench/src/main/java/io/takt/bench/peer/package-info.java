/**
 * The same OEE by other means, to be compared with: in Flink SQL and in Kafka Streams. Both read
 * the plant's own topics and write, by asset and minute, how long a machine ran and stood, its good
 * parts and their ideal time. They do that and no more: nothing is corrected once a minute is
 * written, and shifts, reasons, live rows and what is doubtful or late are left out.
 */
package io.takt.bench.peer;
