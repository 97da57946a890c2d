/**
 * Recorded files (CSV, JSON lines) into facts by a mapping file, as docs/replay.md describes it.
 *
 * <p>A replay reads its files twice: once to learn what they hold (time span, assets, products,
 * whether they are in time order), once to deliver. Neither pass holds the file in memory.
 */
package io.takt.ingest.replay;
