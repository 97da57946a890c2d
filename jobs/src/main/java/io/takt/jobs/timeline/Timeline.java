package io.takt.jobs.timeline;

/** Books one asset's time. */
public final class Timeline {}
