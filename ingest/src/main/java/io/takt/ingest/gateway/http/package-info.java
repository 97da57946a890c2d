/** HTTP on Jetty: routing, bounded bodies, problem documents, security headers, static files. */
package io.takt.ingest.gateway.http;
