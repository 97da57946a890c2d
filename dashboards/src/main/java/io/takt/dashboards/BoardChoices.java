package io.takt.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.takt.dashboards.GrafanaSql.Choice;
import io.takt.dashboards.GrafanaSql.Range;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills a dashboard's variables in their order, as Grafana does when it opens one. */
final class BoardChoices {

  /** A database that is asked. */
  interface Ask {

    /** All rows, each by column name. */
    List<Map<String, Object>> rows(String sql) throws SQLException;
  }

  private BoardChoices() {}

  /** All of what can be chosen several times, and of the others the value they begin with. */
  static Map<String, Choice> initial(Board board, Ask reader, Range range) throws SQLException {
    Map<String, Choice> choices = new LinkedHashMap<>();
    for (JsonNode variable : board.variables()) {
      choices.put(variable.get("name").asText(), initial(variable, choices, reader, range));
    }
    return choices;
  }

  private static Choice initial(
      JsonNode variable, Map<String, Choice> soFar, Ask reader, Range range) throws SQLException {
    boolean many = variable.get("multi").asBoolean() || variable.get("includeAll").asBoolean();
    if (variable.get("type").asText().equals("custom")) {
      return new Choice(many, List.of(variable.get("current").get("value").asText()));
    }
    List<String> values = offered(variable, soFar, reader, range);
    return new Choice(many, many ? values : List.of(values.get(0)));
  }

  /** What a variable's query offers. */
  static List<String> offered(JsonNode variable, Map<String, Choice> soFar, Ask reader, Range range)
      throws SQLException {
    String sql = GrafanaSql.expand(variable.get("query").asText(), soFar, range);
    return reader.rows(sql).stream()
        .map(
            row -> row.containsKey("__value") ? row.get("__value") : row.values().iterator().next())
        .map(String::valueOf)
        .toList();
  }

  /** The second value a variable offers: the first is "none". */
  static Map<String, Choice> with(
      String name, Board board, Map<String, Choice> initial, Ask reader, Range range)
      throws SQLException {
    for (JsonNode variable : board.variables()) {
      if (variable.get("name").asText().equals(name)) {
        Map<String, Choice> choices = new LinkedHashMap<>(initial);
        choices.put(
            name, new Choice(false, List.of(offered(variable, initial, reader, range).get(1))));
        return choices;
      }
    }
    return initial;
  }
}
