/**
 * How well anomalies are found in recordings whose anomalies people have labelled: the rules of two
 * public benchmarks, NAB and SKAB, and the detectors of {@code io.takt.jobs.anomaly} run by them.
 */
package io.takt.bench.anomalies;
