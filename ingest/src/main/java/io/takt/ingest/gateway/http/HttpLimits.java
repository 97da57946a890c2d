package io.takt.ingest.gateway.http;

import java.time.Duration;

/**
 * What one sender may ask of the server.
 *
 * @param bodyBytes largest body
 * @param connections most connections at a time
 * @param idle a connection without traffic is closed after this
 * @param bodyWithin a body must be there after this
 * @param workers requests worked on at a time
 * @param waiting requests that may wait for a worker; more are refused with 503
 */
public record HttpLimits(
    int bodyBytes, int connections, Duration idle, Duration bodyWithin, int workers, int waiting) {

  /** The usual limits. */
  public static final HttpLimits USUAL =
      new HttpLimits(1 << 20, 512, Duration.ofSeconds(30), Duration.ofSeconds(10), 16, 256);
}
