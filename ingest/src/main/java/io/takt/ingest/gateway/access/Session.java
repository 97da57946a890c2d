package io.takt.ingest.gateway.access;

import java.time.Instant;

/**
 * Somebody who is logged in.
 *
 * @param key what is kept of the cookie
 * @param expiresAt on the wall's clock
 */
public record Session(String key, Operator operator, Instant expiresAt) {}
