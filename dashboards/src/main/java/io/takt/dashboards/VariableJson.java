package io.takt.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Dashboard variables. */
final class VariableJson {

  private static final int ON_LOAD = 1;
  private static final int ON_TIME_RANGE = 2;

  private final Common common;

  VariableJson(Common common) {
    this.common = common;
  }

  ObjectNode of(JsonNode names) {
    ObjectNode templating = Common.object();
    ArrayNode list = templating.putArray("list");
    for (JsonNode name : names) {
      JsonNode variable = common.get("variables", name.asText());
      Common.onlyKnown(
          variable, "variable " + name.asText(), Set.of("label", "multi", "on", "sql", "choices"));
      ObjectNode made = variable.has("choices") ? choice(variable) : query(variable);
      made.put("hide", 0);
      made.set("label", variable.get("label"));
      made.set("name", name);
      made.put("skipUrlSync", false);
      list.add(made);
    }
    return templating;
  }

  /** Several values with All chosen; or one, with the query's first as "none". */
  private ObjectNode query(JsonNode variable) {
    boolean multi = variable.path("multi").asBoolean();
    String sql = variable.get("sql").asText().strip();
    ObjectNode made = Common.object();
    ObjectNode current = made.putObject("current");
    current.put("selected", true);
    if (multi) {
      current.putArray("text").add("All");
      current.putArray("value").add("$__all");
    } else {
      current.put("text", "-");
      current.put("value", "-");
    }
    made.set("datasource", common.whole("datasource"));
    made.put("definition", sql);
    made.put("includeAll", multi);
    made.put("multi", multi);
    made.putArray("options");
    made.put("query", sql);
    made.put("refresh", variable.path("on").asText().equals("time") ? ON_TIME_RANGE : ON_LOAD);
    made.put("regex", "");
    made.put("sort", 0);
    made.put("type", "query");
    return made;
  }

  private static ObjectNode choice(JsonNode variable) {
    ObjectNode made = Common.object();
    Set<Map.Entry<String, JsonNode>> choices = variable.get("choices").properties();
    Map.Entry<String, JsonNode> first = choices.iterator().next();
    made.putObject("current")
        .put("selected", true)
        .put("text", first.getValue().asText())
        .put("value", first.getKey());
    made.put("includeAll", false);
    made.put("multi", false);
    ArrayNode options = made.putArray("options");
    for (Map.Entry<String, JsonNode> choice : choices) {
      options
          .addObject()
          .put("selected", choice.getKey().equals(first.getKey()))
          .put("text", choice.getValue().asText())
          .put("value", choice.getKey());
    }
    made.put(
        "query",
        choices.stream()
            .map(choice -> choice.getValue().asText() + " : " + choice.getKey())
            .collect(Collectors.joining(", ")));
    made.put("type", "custom");
    return made;
  }
}
