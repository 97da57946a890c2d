/** Tests of the operator page's files. */
package io.takt.ingest.gateway.page;
