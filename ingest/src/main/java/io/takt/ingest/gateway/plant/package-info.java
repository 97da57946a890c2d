/** What the gateway keeps in memory of the plant's topics: assets, reasons, entries, live rows. */
package io.takt.ingest.gateway.plant;
