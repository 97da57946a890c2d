/** What people enter on the operator page. */
package io.takt.ingest.gateway.entries;
