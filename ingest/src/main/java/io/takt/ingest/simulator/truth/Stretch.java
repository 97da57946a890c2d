package io.takt.ingest.simulator.truth;

/** A maximal stretch of one kind of run. */
record Stretch(long from, long to, Run run) {}
