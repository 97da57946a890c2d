/**
 * The whole stack on one machine, for a first look and for the integration tests: Kafka and Flink
 * in this process, PostgreSQL and the schema registry as its children, everything on the loopback
 * address only and kept in one directory.
 *
 * <p>{@link io.takt.embedded.EmbeddedStack} starts and stops it all. A child never outlives this
 * process, however that ends ({@link io.takt.embedded.ChildProcess}). What goes wrong for a reason
 * a person can mend is a {@link io.takt.embedded.StackException} with one sentence for them.
 */
package io.takt.embedded;
