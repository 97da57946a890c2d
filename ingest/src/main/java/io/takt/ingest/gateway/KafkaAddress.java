package io.takt.ingest.gateway;

import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Where Kafka is and how to speak to it.
 *
 * @param bootstrapServers host:port,…
 * @param properties of all its clients, such as those for TLS and SASL; values are never printed
 */
public record KafkaAddress(String bootstrapServers, Map<String, String> properties) {

  /** Without TLS or passwords. */
  public static KafkaAddress plain(String bootstrapServers) {
    return new KafkaAddress(bootstrapServers, Map.of());
  }

  /** What a client begins with; its own settings go on top. */
  public Properties client() {
    Properties client = new Properties();
    client.putAll(properties);
    client.put("bootstrap.servers", bootstrapServers);
    return client;
  }

  @Override
  public String toString() {
    return bootstrapServers
        + (properties.isEmpty() ? "" : " with " + new TreeSet<>(properties.keySet()));
  }
}
