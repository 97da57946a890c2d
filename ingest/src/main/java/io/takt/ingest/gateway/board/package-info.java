/** What the operator page reads from the database's public views. */
package io.takt.ingest.gateway.board;
