package io.takt.jobs.alert;

import io.takt.jobs.alert.rule.RuleSet;
import io.takt.jobs.oee.OeeSettings;
import io.takt.jobs.oee.PlantClock;
import io.takt.sinks.database.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the job needs to know: where its parts are, as the oee job, and its rules.
 *
 * @param stack addresses, clock and rhythm; its horizon and alignment mean nothing here
 */
public record AlertsSettings(OeeSettings stack, RuleSet rules) implements Serializable {

  private static final String OPTION = "--rules";
  private static final String VARIABLE = "TAKT_RULES";

  /** For a stack within this process. */
  public static AlertsSettings embedded(
      String bootstrapServers,
      String registryUrl,
      DatabaseSettings writer,
      PlantClock clock,
      RuleSet rules) {
    return new AlertsSettings(
        OeeSettings.embedded(bootstrapServers, registryUrl, writer, clock), rules);
  }

  /**
   * As {@link OeeSettings#read}, and {@code --rules FILE} or the variable {@code TAKT_RULES};
   * without either the rules that come with Takt.
   *
   * @throws IllegalArgumentException in one sentence, when something is missing or wrong
   */
  public static AlertsSettings read(String[] args, Map<String, String> environment) {
    List<String> rest = new ArrayList<>(List.of(args));
    String file = environment.get(VARIABLE);
    int at = rest.indexOf(OPTION);
    if (at >= 0) {
      if (at + 1 == rest.size()) {
        throw new IllegalArgumentException(OPTION + " needs a file.");
      }
      file = rest.remove(at + 1);
      rest.remove(at);
    }
    RuleSet rules = file == null ? standardRules() : rules(Path.of(file));
    return new AlertsSettings(OeeSettings.read(rest.toArray(String[]::new), environment), rules);
  }

  /**
   * Rules of a file.
   *
   * @throws IllegalArgumentException in one sentence, when it cannot be read or is wrong
   */
  public static RuleSet rules(Path file) {
    try {
      return RuleSet.of(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("The alert rules in " + file + " cannot be read: " + e, e);
    }
  }

  /** The rules that come with Takt. */
  public static RuleSet standardRules() {
    try (InputStream in = AlertsSettings.class.getResourceAsStream("alert-rules.yaml")) {
      return RuleSet.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
