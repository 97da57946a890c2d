package io.takt.embedded.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads them, and what they may speak of. */
final class DeployedFiles {

  /** Each job's name and class. */
  static final Map<String, String> JOBS =
      Map.of(
          "oee", "io.takt.jobs.oee.OeeJob",
          "downtime", "io.takt.jobs.downtime.DowntimeJob",
          "anomaly", "io.takt.jobs.telemetry.AnomalyJob",
          "alerts", "io.takt.jobs.alert.AlertsJob");

  static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  static final Path DOCKER = PROJECT.resolve("docker");

  private DeployedFiles() {}

  /** A YAML file with its merges done. */
  static JsonNode yaml(String file) throws IOException {
    try (Reader in = Files.newBufferedReader(DOCKER.resolve(file))) {
      Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      return new ObjectMapper().valueToTree(loaded);
    }
  }

  /** A property of the parent pom. */
  static String pom(String property) throws IOException {
    Matcher found =
        Pattern.compile("<" + Pattern.quote(property) + ">([^<]+)<")
            .matcher(Files.readString(PROJECT.resolve("pom.xml")));
    if (!found.find()) {
      throw new IllegalArgumentException("pom.xml has no " + property);
    }
    return found.group(1);
  }

  /**
   * Variables by which a job's settings can be given: its keys, as the reader of settings has it.
   */
  static Set<String> jobVariables() throws IOException {
    Set<String> names =
        variables(
            "jobs/src/main/java/io/takt/jobs/oee/SettingsReader.java",
            "\"([a-z]+[.][a-z.-]+|horizon|align-within|rhythm)\"");
    names.addAll(
        literals("jobs/src/main/java/io/takt/jobs/alert/AlertsSettings.java", "\"(TAKT_RULES)\""));
    return names;
  }

  /** Variables that the notifier reads. */
  static Set<String> notifierVariables() throws IOException {
    return variables(
        "sinks/src/main/java/io/takt/sinks/notify/NotifierSettings.java",
        "\"([a-z]+[.][a-z.-]+|routing|link-secret|link-secret-file)\"");
  }

  /** Variables that the gateway reads, as its documentation lists them. */
  static Set<String> gatewayVariables() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String name :
        literals(
            "ingest/src/main/java/io/takt/ingest/gateway/EnvironmentSettings.java",
            "\\* (TAKT_[A-Z_]+(?:\\[_FILE\\])?) ")) {
      names.add(name.replace("[_FILE]", ""));
      names.add(name.replace("[_FILE]", "_FILE"));
    }
    return names;
  }

  private static Set<String> variables(String file, String pattern) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String key : literals(file, pattern)) {
      names.add("TAKT_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
    }
    return names;
  }

  private static Set<String> literals(String file, String pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(source(file));
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  static String source(String file) throws IOException {
    return Files.readString(PROJECT.resolve(file));
  }

  /** Keys of Flink's own settings. */
  static Set<String> flinkKeys() throws IllegalAccessException {
    Set<String> keys = new TreeSet<>();
    for (Class<?> options :
        new Class<?>[] {
          CheckpointingOptions.class,
          CoreOptions.class,
          HighAvailabilityOptions.class,
          JobManagerOptions.class,
          TaskManagerOptions.class
        }) {
      for (Field field : options.getFields()) {
        if (Modifier.isStatic(field.getModifiers())
            && field.get(null) instanceof ConfigOption<?> option) {
          keys.add(option.key());
        }
      }
    }
    return keys;
  }

  /** Fails unless the class is on the class path and can be started. */
  static void mustHaveMain(String name) throws ReflectiveOperationException {
    Class.forName(name, false, DeployedFiles.class.getClassLoader())
        .getMethod("main", String[].class);
  }
}
