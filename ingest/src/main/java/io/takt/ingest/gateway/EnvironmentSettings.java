package io.takt.ingest.gateway;

import io.takt.ingest.gateway.access.AccessFileException;
import io.takt.ingest.gateway.board.DatabaseAddress;
import io.takt.ingest.gateway.plant.PlantTime;
import io.takt.schemas.AlertLink;
import io.takt.schemas.PropertiesFile;
import io.takt.schemas.RegistryAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A gateway's settings from the environment.
 *
 * <pre>
 * TAKT_KAFKA_BOOTSTRAP_SERVERS     host:port,…                                      required
 * TAKT_KAFKA_PROPERTIES_FILE       properties of all Kafka clients, for TLS and SASL
 * TAKT_REGISTRY_URL                root of the registry's Confluent API             required
 * TAKT_DATABASE_URL                jdbc:postgresql://host:port/database             required
 * TAKT_DATABASE_USER               takt_reader
 * TAKT_DATABASE_PASSWORD[_FILE]    the password, or a file whose first line it is
 * TAKT_LINK_SECRET[_FILE]          signs links in messages, as the notifier has it; none: no links
 * TAKT_GATEWAY_HOST                127.0.0.1: the address to listen on
 * TAKT_GATEWAY_PORT                18082
 * TAKT_GATEWAY_SECURE_COOKIE       false; true behind something that speaks TLS
 * TAKT_GATEWAY_ACCESS              folder of tokens.yaml and operators.yaml; none: nobody
 * </pre>
 */
final class EnvironmentSettings {

  private static final String PREFIX = "TAKT_GATEWAY_";
  private static final Set<String> OWN =
      Set.of(PREFIX + "HOST", PREFIX + "PORT", PREFIX + "SECURE_COOKIE", PREFIX + "ACCESS");
  private static final String KAFKA_PROPERTIES = "TAKT_KAFKA_PROPERTIES_FILE";
  private static final int DEFAULT_PORT = 18_082;
  private static final int HIGHEST_PORT = 65_535;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<String, String> environment;

  private EnvironmentSettings(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException in one sentence that names the variable, never a secret
   * @throws AccessFileException when a file on who may use it cannot be used
   */
  static GatewaySettings read(Map<String, String> environment) throws AccessFileException {
    return new EnvironmentSettings(environment).read();
  }

  private GatewaySettings read() throws AccessFileException {
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(PREFIX) && !OWN.contains(name)) {
        throw new IllegalArgumentException(
            "There is no variable " + name + "; there are " + new TreeSet<>(OWN) + ".");
      }
    }
    String links = secret("TAKT_LINK_SECRET");
    String access = text(PREFIX + "ACCESS", null);
    return new GatewaySettings(
        text(PREFIX + "HOST", "127.0.0.1"),
        port(),
        secureCookie(),
        new KafkaAddress(
            required("TAKT_KAFKA_BOOTSTRAP_SERVERS"),
            PropertiesFile.read(KAFKA_PROPERTIES, text(KAFKA_PROPERTIES, null))),
        new RegistryAddress(required("TAKT_REGISTRY_URL")),
        new DatabaseAddress(
            required("TAKT_DATABASE_URL"),
            text("TAKT_DATABASE_USER", "takt_reader"),
            secret("TAKT_DATABASE_PASSWORD")),
        access == null ? GatewayAccess.NOBODY : GatewayAccess.in(folder(access)),
        links == null ? null : new AlertLink(links),
        PlantTime.WALL,
        GatewaySettings.Limits.USUAL,
        PATIENCE);
  }

  private String text(String name, String otherwise) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }

  private String required(String name) {
    String value = text(name, null);
    if (value == null) {
      throw new IllegalArgumentException("The variable " + name + " is missing.");
    }
    return value;
  }

  private int port() {
    String value = text(PREFIX + "PORT", Integer.toString(DEFAULT_PORT));
    int port = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : HIGHEST_PORT + 1;
    if (port > HIGHEST_PORT) {
      throw new IllegalArgumentException(PREFIX + "PORT must be 0 to 65535, not " + value + ".");
    }
    return port;
  }

  private boolean secureCookie() {
    String value = text(PREFIX + "SECURE_COOKIE", "false");
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(
          PREFIX + "SECURE_COOKIE must be true or false, not " + value + ".");
    }
    return value.equals("true");
  }

  private static Path folder(String name) {
    Path folder = Path.of(name);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(PREFIX + "ACCESS: there is no folder " + folder + ".");
    }
    return folder;
  }

  /** The variable, or the first line of the file that the variable with _FILE names; null: none. */
  private String secret(String name) {
    String file = text(name + "_FILE", null);
    if (file == null) {
      return text(name, null);
    }
    try (var lines = Files.lines(Path.of(file))) {
      String first = lines.findFirst().orElse("").strip();
      if (first.isEmpty()) {
        throw new IllegalArgumentException(name + "_FILE: file " + file + " is empty.");
      }
      return first;
    } catch (IOException e) {
      throw new IllegalArgumentException(name + "_FILE: file " + file + " cannot be read.", e);
    }
  }
}
