/**
 * Faults on purpose: a simulated plant on real parts, each in a process of its own, Flink as a
 * cluster, and what the tables hold in the end beside those of a run that nothing happened to.
 */
package io.takt.bench.chaos;
