package io.takt.jobs.oee;

import io.takt.schemas.RegistryAddress;
import io.takt.sinks.copy.SinkSettings;
import io.takt.sinks.database.DatabaseSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Settings as people write them, read once.
 *
 * <pre>
 * kafka.bootstrap-servers   host:port,…                                       required
 * kafka.properties.NAME     a property of all Kafka clients; command line and file only
 * registry.url              root of the registry's Confluent API              required
 * database.url              jdbc:postgresql://host:port/database              required
 * database.user             takt_writer
 * database.password         environment only: TAKT_DATABASE_PASSWORD
 * database.password-file    file whose first line is the password
 * horizon                   PT72H; PT1H to P31D
 * settle                    PT5M; PT1M to PT24H: after its end a shift is reported
 * align-within              PT0S: topics are read as they come
 * rhythm                    latency (200 ms or 1 000 rows) or throughput (1 s or 10 000 rows)
 * clock.wall-origin, clock.plant-origin, clock.speed, clock.stop
 *                           instants and a factor; none of them: the wall clock
 * </pre>
 */
final class SettingsReader {

  private static final String FILE = "settings";
  private static final String KAFKA_PROPERTY = "kafka.properties.";
  private static final String PASSWORD = "database.password";
  private static final List<String> KEYS =
      List.of(
          "kafka.bootstrap-servers",
          "registry.url",
          "database.url",
          "database.user",
          PASSWORD,
          "database.password-file",
          "horizon",
          "settle",
          "align-within",
          "rhythm",
          "clock.wall-origin",
          "clock.plant-origin",
          "clock.speed",
          "clock.stop");

  private final Map<String, String> values = new HashMap<>();

  SettingsReader(String[] args, Map<String, String> environment) {
    Map<String, String> line = commandLine(args);
    if (line.containsKey(FILE)) {
      values.putAll(file(Path.of(line.remove(FILE))));
    }
    for (String key : KEYS) {
      String value = environment.get(variable(key));
      if (value != null) {
        values.put(key, value);
      }
    }
    if (line.containsKey(PASSWORD)) {
      throw new IllegalArgumentException(
          "--database.password would show in the list of processes; use the variable "
              + variable(PASSWORD)
              + " or --database.password-file.");
    }
    values.putAll(line);
    for (String key : new TreeSet<>(values.keySet())) {
      if (!KEYS.contains(key) && !key.startsWith(KAFKA_PROPERTY)) {
        throw new IllegalArgumentException(
            "There is no setting \"" + key + "\"; there are " + KEYS + " and kafka.properties.*.");
      }
    }
  }

  private static Map<String, String> commandLine(String[] args) {
    Map<String, String> line = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--") || i + 1 == args.length) {
        throw new IllegalArgumentException(
            "\"" + args[i] + "\" is not understood; arguments are pairs of --key and value.");
      }
      line.put(args[i].substring(2), args[i + 1]);
    }
    return line;
  }

  private static Map<String, String> file(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException("The settings in " + file + " cannot be read: " + e, e);
    }
    Map<String, String> values = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }

  private static String variable(String key) {
    return "TAKT_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  OeeSettings settings() {
    return new OeeSettings(
        new KafkaAddress(required("kafka.bootstrap-servers"), kafkaProperties()),
        new RegistryAddress(required("registry.url")),
        new DatabaseSettings(
            required("database.url"), optional("database.user", "takt_writer"), password()),
        clock(),
        duration("horizon", "PT72H"),
        duration("settle", "PT5M"),
        duration("align-within", "PT0S"),
        rhythm());
  }

  private Map<String, String> kafkaProperties() {
    Map<String, String> properties = new HashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(KAFKA_PROPERTY)) {
            properties.put(key.substring(KAFKA_PROPERTY.length()), value);
          }
        });
    return properties;
  }

  private String password() {
    String file = values.get("database.password-file");
    if (file == null) {
      return required(PASSWORD);
    }
    try {
      List<String> lines = Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
      if (lines.isEmpty() || lines.get(0).isBlank()) {
        throw new IllegalArgumentException("database.password-file " + file + " is empty.");
      }
      return lines.get(0);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "database.password-file " + file + " cannot be read: " + e, e);
    }
  }

  private PlantClock clock() {
    boolean own = false;
    for (String key : values.keySet()) {
      own |= key.startsWith("clock.");
    }
    if (!own) {
      return PlantClock.WALL;
    }
    String stop = values.get("clock.stop");
    return new PlantClock(
        instant("clock.wall-origin", required("clock.wall-origin")),
        instant("clock.plant-origin", required("clock.plant-origin")),
        speed(),
        stop == null ? Long.MAX_VALUE : instant("clock.stop", stop));
  }

  private double speed() {
    String value = optional("clock.speed", "1");
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw wrong("clock.speed", value, "a number above 0", e);
    }
  }

  private SinkSettings rhythm() {
    String value = optional("rhythm", "latency");
    return switch (value) {
      case "latency" -> SinkSettings.LATENCY;
      case "throughput" -> SinkSettings.THROUGHPUT;
      default -> throw wrong("rhythm", value, "latency or throughput", null);
    };
  }

  private Duration duration(String key, String byDefault) {
    String value = optional(key, byDefault);
    try {
      return Duration.parse(value);
    } catch (DateTimeException e) {
      throw wrong(key, value, "a duration like PT72H", e);
    }
  }

  private static long instant(String key, String value) {
    try {
      return Instant.parse(value).toEpochMilli();
    } catch (DateTimeException e) {
      throw wrong(key, value, "an instant like 2026-01-05T06:00:00Z", e);
    }
  }

  private String required(String key) {
    String value = values.get(key);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "The setting "
              + key
              + " is missing; give "
              + (key.equals(PASSWORD)
                  ? "--database.password-file FILE or the variable "
                  : "--" + key + " VALUE or the variable ")
              + variable(key)
              + ".");
    }
    return value;
  }

  private String optional(String key, String byDefault) {
    return values.getOrDefault(key, byDefault);
  }

  private static IllegalArgumentException wrong(
      String key, String value, String right, Exception cause) {
    return new IllegalArgumentException(
        key + " is \"" + value + "\"; it must be " + right + ".", cause);
  }
}
