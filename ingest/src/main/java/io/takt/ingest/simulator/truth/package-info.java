/**
 * The plant's own books: what happened, as far as it was ever reported, booked by the rules of the
 * ledger.
 *
 * <p>They are kept where reports are made, behind what the transport loses for good and before
 * anything else happens to them on the way: no duplicate, delay or wrong clock is seen here. Parts
 * are counted as they are made, not by reading counters.
 */
package io.takt.ingest.simulator.truth;
