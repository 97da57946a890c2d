package io.takt.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A panel: what its type is by default, and what the source says over that. */
final class PanelJson {

  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              "id",
              "title",
              "at",
              "type",
              "description",
              "unit",
              "decimals",
              "min",
              "max",
              "none",
              "colour",
              "map",
              "link",
              "columns",
              "options",
              "custom",
              "as",
              "sql",
              "empty_when_well"));

  private final Common common;

  PanelJson(Common common) {
    this.common = common;
  }

  ObjectNode of(JsonNode source) {
    String title = "panel " + source.path("title").asText();
    Common.onlyKnown(source, title, KNOWN);
    for (String needed : new String[] {"id", "at", "type", "description", "unit", "none", "sql"}) {
      if (!source.has(needed)) {
        throw new SourceException(title + ": " + needed + " is missing");
      }
    }
    try {
      return made(source);
    } catch (SourceException e) {
      throw new SourceException(title + ": " + e.getMessage(), e);
    }
  }

  private ObjectNode made(JsonNode source) {
    String type = source.get("type").asText();
    JsonNode defaults = common.get("types", type);
    ObjectNode panel = Common.object();
    panel.set("datasource", common.whole("datasource"));
    panel.set("description", source.get("description"));
    ObjectNode fieldConfig = panel.putObject("fieldConfig");
    fieldConfig.set("defaults", fieldDefaults(source, defaults));
    FieldOverrides overrides = new FieldOverrides(common, type);
    var list = fieldConfig.putArray("overrides");
    for (Map.Entry<String, JsonNode> column : source.path("columns").properties()) {
      list.add(overrides.of(column.getKey(), column.getValue()));
    }
    JsonNode at = source.get("at");
    panel
        .putObject("gridPos")
        .put("h", at.get(3).asInt())
        .put("w", at.get(2).asInt())
        .put("x", at.get(0).asInt())
        .put("y", at.get(1).asInt());
    panel.set("id", source.get("id"));
    ObjectNode options = Common.object();
    Common.merge(options, defaults.path("options"));
    Common.merge(options, source.path("options"));
    panel.set("options", options);
    panel
        .putArray("targets")
        .add(query("A", source.path("as").asText("table"), source.get("sql").asText(), common));
    panel.set("title", source.get("title"));
    panel.put("type", type);
    return panel;
  }

  private ObjectNode fieldDefaults(JsonNode source, JsonNode defaults) {
    ObjectNode made = Common.object();
    made.putObject("color").put("mode", "thresholds");
    ObjectNode custom = made.putObject("custom");
    Common.merge(custom, defaults.path("custom"));
    Common.merge(custom, source.path("custom"));
    for (String plain : new String[] {"decimals", "min", "max"}) {
      if (source.has(plain)) {
        made.set(plain, source.get(plain));
      }
    }
    if (source.has("link")) {
      made.set("links", common.links(source.get("link").asText()));
    }
    made.set(
        "mappings",
        source.has("map")
            ? common.mappings(source.get("map").asText())
            : com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode());
    made.put("noValue", source.get("none").asText());
    made.set("thresholds", common.thresholds(source.path("colour").asText("none")));
    made.put("unit", source.get("unit").asText());
    return made;
  }

  /**
   * A query, as the data source keeps it.
   *
   * @param format {@code table} or {@code time_series}
   */
  static ObjectNode query(String id, String format, String sql, Common common) {
    ObjectNode query = Common.object();
    query.set("datasource", common.whole("datasource"));
    query.put("editorMode", "code");
    query.put("format", format);
    query.put("rawQuery", true);
    query.put("rawSql", sql.strip());
    query.put("refId", id);
    return query;
  }
}
