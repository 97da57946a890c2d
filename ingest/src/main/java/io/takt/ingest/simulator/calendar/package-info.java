/** When the plant's people are due: shift patterns by local time, and the instants they fall on. */
package io.takt.ingest.simulator.calendar;
