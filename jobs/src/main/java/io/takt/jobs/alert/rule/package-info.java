/**
 * Rules: what is worth telling somebody. One YAML file, small expressions over fields of the
 * streams. Pure: knows neither Flink nor Kafka.
 */
package io.takt.jobs.alert.rule;
