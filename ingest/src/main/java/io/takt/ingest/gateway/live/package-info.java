/** Live rows and stops as server-sent events. */
package io.takt.ingest.gateway.live;
