/**
 * Anomalies of one asset, from its signals and its state: samples in, episodes and sensor faults
 * out. Pure: it knows nothing of Flink or Avro and reads no clock. Three layers: what is new in one
 * signal ({@link NoveltyChart}), what has moved away from the asset's own reference ({@link
 * ReferenceChart}, {@link Forest}), and when that is worth a person's time ({@link Alarm}).
 */
package io.takt.jobs.anomaly;
