package io.takt.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;

/** A dashboard in Grafana's classic model. */
final class DashboardJson {

  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              "uid",
              "title",
              "description",
              "time",
              "refresh",
              "variables",
              "annotations",
              "panels"));

  private final Common common;

  DashboardJson(Common common) {
    this.common = common;
  }

  ObjectNode of(JsonNode source) {
    Common.onlyKnown(source, "dashboard", KNOWN);
    ObjectNode made = Common.object();
    made.set("annotations", annotations(source.path("annotations")));
    made.put("description", source.get("description").asText());
    made.put("editable", true);
    made.put("fiscalYearStartMonth", 0);
    made.put("graphTooltip", 1);
    made.set("links", links(source.get("uid").asText()));
    made.put("liveNow", false);
    ArrayNode panels = made.putArray("panels");
    PanelJson panelJson = new PanelJson(common);
    for (JsonNode panel : source.get("panels")) {
      panels.add(panelJson.of(panel));
    }
    made.set("refresh", source.get("refresh"));
    made.set("schemaVersion", common.whole("schemaVersion"));
    made.putArray("tags").add("takt");
    made.set("templating", new VariableJson(common).of(source.path("variables")));
    made.set("time", source.get("time"));
    made.putObject("timepicker");
    made.put("timezone", "browser");
    made.set("title", source.get("title"));
    made.set("uid", source.get("uid"));
    made.put("version", 1);
    made.put("weekStart", "");
    return made;
  }

  /** To all dashboards but the one itself, with time range and choices. */
  private ArrayNode links(String self) {
    ArrayNode links = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
    for (JsonNode dashboard : common.whole("dashboards")) {
      if (!dashboard.get("uid").asText().equals(self)) {
        ObjectNode link = links.addObject();
        link.put("asDropdown", false);
        link.put("icon", "dashboard");
        link.put("includeVars", true);
        link.put("keepTime", true);
        link.putArray("tags");
        link.put("targetBlank", false);
        link.set("title", dashboard.get("title"));
        link.put("tooltip", "");
        link.put("type", "link");
        link.put(
            "url", "/d/" + dashboard.get("uid").asText() + "/" + dashboard.get("slug").asText());
      }
    }
    return links;
  }

  private ObjectNode annotations(JsonNode names) {
    ObjectNode annotations = Common.object();
    ArrayNode list = annotations.putArray("list");
    for (JsonNode name : names) {
      JsonNode annotation = common.get("annotations", name.asText());
      Common.onlyKnown(
          annotation, "annotation " + name.asText(), Set.of("title", "colour", "on", "sql"));
      ObjectNode made = list.addObject();
      made.set("datasource", common.whole("datasource"));
      made.set("enable", annotation.get("on"));
      made.put("hide", false);
      made.put("iconColor", common.colour(annotation.get("colour").asText()));
      made.set("name", annotation.get("title"));
      made.set("target", PanelJson.query("Anno", "table", annotation.get("sql").asText(), common));
    }
    return annotations;
  }
}
