package io.takt.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What all dashboards share, looked up by the names that sources use. */
final class Common {

  private final JsonNode source;

  Common(JsonNode source) {
    this.source = source;
  }

  /** A named part; refuses a name that is not there. */
  JsonNode get(String kind, String name) {
    JsonNode found = source.path(kind).path(name);
    if (found.isMissingNode()) {
      throw new SourceException("common.yaml has no " + kind + " called " + name);
    }
    return found;
  }

  JsonNode whole(String kind) {
    if (!source.has(kind)) {
      throw new SourceException("common.yaml has no " + kind);
    }
    return source.get(kind);
  }

  String colour(String name) {
    return get("palette", name).asText();
  }

  /** Grafana's thresholds of a named list of [from, colour]. */
  ObjectNode thresholds(String name) {
    ObjectNode thresholds = object();
    thresholds.put("mode", "absolute");
    ArrayNode steps = thresholds.putArray("steps");
    for (JsonNode step : get("thresholds", name)) {
      ObjectNode made = steps.addObject();
      made.put("color", colour(step.get(1).asText()));
      made.set("value", step.get(0));
    }
    return thresholds;
  }

  /** Grafana's value mappings of a named list of value: [text, colour]. */
  ArrayNode mappings(String name) {
    ArrayNode mappings = JsonNodeFactory.instance.arrayNode();
    ObjectNode options = mappings.addObject().put("type", "value").putObject("options");
    int index = 0;
    for (Map.Entry<String, JsonNode> value : get("mappings", name).properties()) {
      options
          .putObject(value.getKey())
          .put("color", colour(value.getValue().get(1).asText()))
          .put("index", index++)
          .put("text", value.getValue().get(0).asText());
    }
    return mappings;
  }

  /** Grafana's data links: the named one. */
  ArrayNode links(String name) {
    JsonNode link = get("links", name);
    ArrayNode links = JsonNodeFactory.instance.arrayNode();
    links
        .addObject()
        .put("targetBlank", false)
        .put("title", link.get("title").asText())
        .put("url", link.get("url").asText());
    return links;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Puts what one says over another, objects member by member. */
  static ObjectNode merge(ObjectNode onto, JsonNode more) {
    for (Map.Entry<String, JsonNode> member : more.properties()) {
      JsonNode there = onto.get(member.getKey());
      if (there instanceof ObjectNode object && member.getValue().isObject()) {
        merge(object, member.getValue());
      } else {
        onto.set(member.getKey(), member.getValue().deepCopy());
      }
    }
    return onto;
  }

  /** Refuses members that nothing reads: a misspelt one would be lost without a word. */
  static void onlyKnown(JsonNode of, String what, java.util.Set<String> known) {
    for (Map.Entry<String, JsonNode> member : of.properties()) {
      if (!known.contains(member.getKey())) {
        throw new SourceException(what + ": " + member.getKey() + " is not one of " + known);
      }
    }
  }
}
