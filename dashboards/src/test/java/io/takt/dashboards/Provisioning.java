package io.takt.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that tell Grafana what to take. */
final class Provisioning {

  static final Path FOLDER = Path.of("provisioning");

  /**
   * A rule of Grafana's own alerting.
   *
   * @param sql of its one query
   */
  record Rule(String uid, String sql, JsonNode json) {}

  private Provisioning() {}

  static JsonNode read(String file) throws IOException {
    return new YAMLMapper().readTree(FOLDER.resolve(file).toFile());
  }

  static List<Rule> rules() throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode group : read("alerting/pipeline.yaml").get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        rules.add(
            new Rule(
                rule.get("uid").asText(),
                rule.get("data").get(0).get("model").get("rawSql").asText(),
                rule));
      }
    }
    return rules;
  }
}
