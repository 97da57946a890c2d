package io.takt.ingest.replay;

/** What an asset works on; either may be null. */
record Work(String order, String product) {}
