/** Adapters from the outside into topics; what they share is where they hand facts over. */
package io.takt.ingest;
