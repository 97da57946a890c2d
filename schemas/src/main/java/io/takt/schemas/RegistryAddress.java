package io.takt.schemas;

import java.io.Serializable;
import java.net.URI;

/**
 * Where the schema registry is: the root of its Confluent API, e.g. {@code
 * http://127.0.0.1:8081/apis/ccompat/v7}. {@code mock://NAME} is a registry in memory, one a name
 * and process, for tests.
 *
 * @param url http, https or mock
 */
public record RegistryAddress(String url) implements Serializable {

  /** Refuses what is not an address. */
  public RegistryAddress {
    String scheme = URI.create(url).getScheme();
    if (!"http".equals(scheme) && !"https".equals(scheme) && !"mock".equals(scheme)) {
      throw new IllegalArgumentException(
          "The schema registry's address must begin with http://, https:// or mock://, not: "
              + url);
    }
  }

  /** A client with a cache of its own; asks nothing yet. */
  public Registry connect() {
    return new Registry(this);
  }
}
