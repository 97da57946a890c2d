package io.takt.sinks.notify;

import io.takt.schemas.AlertLink;
import io.takt.schemas.PropertiesFile;
import io.takt.schemas.RegistryAddress;
import io.takt.sinks.database.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the notifier needs to know.
 *
 * @param kafkaProperties for its consumer, e.g. for encryption; values are never printed
 * @param database as role takt_writer
 * @param links null: messages have no link to acknowledge by
 * @param metricsAddress where its metrics are served; null: nowhere
 */
public record NotifierSettings(
    String bootstrapServers,
    Map<String, String> kafkaProperties,
    RegistryAddress registry,
    DatabaseSettings database,
    RoutingFile routing,
    AlertLink links,
    InetSocketAddress metricsAddress) {

  private static final String KAFKA_PROPERTY = "kafka.properties.";
  private static final List<String> KEYS =
      List.of(
          "kafka.bootstrap-servers",
          "kafka.properties-file",
          "registry.url",
          "database.url",
          "database.user",
          "database.password",
          "database.password-file",
          "routing",
          "link-secret",
          "link-secret-file",
          "metrics.address");
  private static final Pattern ADDRESS = Pattern.compile("([^:]+):([0-9]{1,5})");
  private static final int HIGHEST_PORT = 65_535;
  private static final List<String> SECRETS = List.of("database.password", "link-secret");

  /**
   * From the command line ({@code --key value}) and the environment ({@code TAKT_KEY}); passwords
   * and secrets from the environment or a file alone.
   *
   * @throws IllegalArgumentException in one sentence, when something is missing or wrong
   */
  public static NotifierSettings read(String[] args, Map<String, String> environment) {
    Map<String, String> values = new HashMap<>();
    for (String key : KEYS) {
      String value = environment.get(variable(key));
      if (value != null) {
        values.put(key, value);
      }
    }
    for (int i = 0; i < args.length; i += 2) {
      String key = args[i].startsWith("--") ? args[i].substring(2) : "";
      if (i + 1 == args.length || (!KEYS.contains(key) && !key.startsWith(KAFKA_PROPERTY))) {
        throw new IllegalArgumentException(
            "\""
                + args[i]
                + "\" is not understood; arguments are pairs of --key and value, keys are "
                + KEYS
                + " and kafka.properties.*.");
      }
      if (SECRETS.contains(key)) {
        throw new IllegalArgumentException(
            "--"
                + key
                + " would show in the list of processes; use the variable "
                + variable(key)
                + " or --"
                + key
                + "-file.");
      }
      values.put(key, args[i + 1]);
    }
    Map<String, String> kafka =
        PropertiesFile.read("kafka.properties-file", values.get("kafka.properties-file"));
    values.forEach(
        (key, value) -> {
          if (key.startsWith(KAFKA_PROPERTY)) {
            kafka.put(key.substring(KAFKA_PROPERTY.length()), value);
          }
        });
    String linkSecret = secret(values, "link-secret");
    return new NotifierSettings(
        required(values, "kafka.bootstrap-servers"),
        kafka,
        new RegistryAddress(required(values, "registry.url")),
        new DatabaseSettings(
            required(values, "database.url"),
            values.getOrDefault("database.user", "takt_writer"),
            secret(values, "database.password")),
        values.containsKey("routing") ? routing(Path.of(values.get("routing"))) : terminalOnly(),
        linkSecret == null ? null : new AlertLink(linkSecret),
        address(values.get("metrics.address")));
  }

  private static InetSocketAddress address(String text) {
    if (text == null) {
      return null;
    }
    Matcher parts = ADDRESS.matcher(text);
    int port = parts.matches() ? Integer.parseInt(parts.group(2)) : HIGHEST_PORT + 1;
    if (port > HIGHEST_PORT) {
      throw new IllegalArgumentException("metrics.address must be host:port, not " + text + ".");
    }
    return new InetSocketAddress(parts.group(1), port);
  }

  /**
   * A routing file.
   *
   * @throws IllegalArgumentException in one sentence, when it cannot be read or is wrong
   */
  public static RoutingFile routing(Path file) {
    try {
      return RoutingFile.parse(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("The routing in " + file + " cannot be read: " + e, e);
    }
  }

  /** Everything to the terminal: what holds when nobody has set up receivers. */
  public static RoutingFile terminalOnly() {
    try (InputStream in = NotifierSettings.class.getResourceAsStream("terminal-routing.yaml")) {
      return RoutingFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String secret(Map<String, String> values, String key) {
    String file = values.get(key + "-file");
    return file == null ? values.get(key) : Secret.of(key, "file:" + file, Map.of()).value();
  }

  private static String required(Map<String, String> values, String key) {
    String value = values.get(key);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "The setting "
              + key
              + " is missing; give --"
              + key
              + " VALUE or the variable "
              + variable(key)
              + ".");
    }
    return value;
  }

  private static String variable(String key) {
    return "TAKT_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  @Override
  public String toString() {
    return "NotifierSettings["
        + bootstrapServers
        + ", "
        + kafkaProperties.keySet()
        + ", "
        + registry
        + ", "
        + database
        + ", receivers="
        + routing.receivers()
        + "]";
  }
}
