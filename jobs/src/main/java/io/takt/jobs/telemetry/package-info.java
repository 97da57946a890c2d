/**
 * What sensors say: kept as it came, summed by the minute, and handed to the detector of anomalies
 * with what the machine was doing at the time.
 */
package io.takt.jobs.telemetry;
