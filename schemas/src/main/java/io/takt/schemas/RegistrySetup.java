package io.takt.schemas;

import java.util.Map;
import java.util.TreeMap;

/** Makes a registry ready for Takt: once at start, before anything writes. */
public final class RegistrySetup {

  /** A new schema must read everything that was ever written. */
  public static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";

  private RegistrySetup() {}

  /**
   * Sets the compatibility, then registers the schema of every topic. Repeating it changes nothing.
   *
   * @return subject → id
   * @throws IncompatibleSchemaException when this version's schema of a topic cannot read what is
   *     there
   */
  public static Map<String, Integer> prepare(Registry registry) throws RegistryException {
    registry.requireCompatibility(COMPATIBILITY);
    Map<String, Integer> ids = new TreeMap<>();
    for (Topic<?> topic : TopicCatalogue.all()) {
      ids.put(topic.subject(), registry.register(topic.subject(), topic.schema()));
    }
    return ids;
  }
}
