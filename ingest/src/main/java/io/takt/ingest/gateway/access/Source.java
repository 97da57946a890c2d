package io.takt.ingest.gateway.access;

import java.util.Set;

/**
 * A system that sends facts.
 *
 * @param name becomes the facts' source
 * @param scope assets it may speak of
 * @param kinds facts it may send, as in the path
 */
public record Source(String name, AssetScope scope, Set<String> kinds) {}
