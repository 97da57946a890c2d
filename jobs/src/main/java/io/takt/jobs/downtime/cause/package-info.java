/**
 * Why machines stand still: plain Java without Flink, Kafka or Avro, and without a clock. {@link
 * io.takt.jobs.downtime.cause.LineCases} puts together what is known of each stop of one line,
 * {@link io.takt.jobs.downtime.cause.CauseDesk} decides on a cause and learns from what operators
 * say. Instants are epoch milliseconds; {@code Fact.NONE} stands for none.
 */
package io.takt.jobs.downtime.cause;
