package io.takt.jobs.oee;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers host:port, several separated by commas
 * @param properties for all clients, e.g. for encryption; their values are never printed
 */
public record KafkaAddress(String bootstrapServers, Map<String, String> properties)
    implements Serializable {

  /** Refuses an empty address. */
  public KafkaAddress {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "kafka.bootstrap-servers is empty; it must be host:port, several separated by commas.");
    }
    properties = new TreeMap<>(properties);
  }

  @Override
  public Map<String, String> properties() {
    return Map.copyOf(properties);
  }

  @Override
  public String toString() {
    return "KafkaAddress[" + bootstrapServers + ", properties=" + properties.keySet() + "]";
  }
}
