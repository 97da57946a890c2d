package io.takt.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.TreeSet;

/** What a source says of one column, as an override by the field's name. */
final class FieldOverrides {

  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              "title",
              "unit",
              "decimals",
              "colour",
              "map",
              "link",
              "width",
              "fixed",
              "dashed",
              "gauge"));

  private final Common common;
  private final boolean table;

  FieldOverrides(Common common, String panelType) {
    this.common = common;
    this.table = panelType.equals("table");
  }

  ObjectNode of(String name, JsonNode column) {
    Common.onlyKnown(column, "column " + name, KNOWN);
    ObjectNode override = Common.object();
    override.putObject("matcher").put("id", "byName").put("options", name);
    ArrayNode properties = override.putArray("properties");
    if (column.has("title")) {
      add(properties, "displayName", column.get("title"));
    }
    for (String plain : new String[] {"unit", "decimals"}) {
      if (column.has(plain)) {
        add(properties, plain, column.get(plain));
      }
    }
    if (column.has("width")) {
      add(properties, "custom.width", column.get("width"));
    }
    if (column.has("colour")) {
      add(properties, "thresholds", common.thresholds(column.get("colour").asText()));
      paint(properties, "color-text");
    }
    if (column.has("map")) {
      add(properties, "mappings", common.mappings(column.get("map").asText()));
      paint(properties, "color-background-solid");
    }
    if (column.has("fixed")) {
      fix(properties, column.get("fixed").asText());
    }
    if (column.has("gauge")) {
      fix(properties, column.get("gauge").asText());
      add(properties, "min", IntNode.valueOf(0));
      add(properties, "custom.displayMode", TextNode.valueOf("basic"));
    }
    if (column.path("dashed").asBoolean()) {
      ObjectNode style = Common.object().put("fill", "dash");
      style.putArray("dash").add(10).add(10);
      add(properties, "custom.lineStyle", style);
    }
    if (column.has("link")) {
      add(properties, "links", common.links(column.get("link").asText()));
    }
    return override;
  }

  private void fix(ArrayNode properties, String colour) {
    add(
        properties,
        "color",
        Common.object().put("fixedColor", common.colour(colour)).put("mode", "fixed"));
  }

  /** How a table shows a colour; Grafana turns the old name into cell options by itself. */
  private void paint(ArrayNode properties, String mode) {
    if (table) {
      add(properties, "custom.displayMode", JsonNodeFactory.instance.textNode(mode));
    }
  }

  private static void add(ArrayNode properties, String id, JsonNode value) {
    properties.addObject().put("id", id).set("value", value);
  }
}
