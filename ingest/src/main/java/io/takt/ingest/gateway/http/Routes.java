package io.takt.ingest.gateway.http;

/** A group of routes that belong together. */
@FunctionalInterface
public interface Routes {

  /** Names them to the router. */
  void addTo(Router router);
}
