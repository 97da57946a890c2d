package io.takt.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.takt.dashboards.Board.Query;
import io.takt.dashboards.GrafanaSql.Choice;
import io.takt.dashboards.GrafanaSql.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The dashboards on a plant that has worked. */
public final class DashboardsOnPlant {

  private DashboardsOnPlant() {}

  /**
   * Panels that would show no data, but for those that are empty when all is well.
   *
   * @param module the project's folder {@code dashboards}
   * @param reader as the role that only reads
   * @return dashboard, number and title of each
   */
  public static List<String> empty(Path module, Connection reader, Instant from, Instant to)
      throws SQLException, IOException {
    Range range = new Range(from, to);
    Set<String> emptyWhenWell = emptyWhenWell(module.resolve("source"));
    List<String> empty = new ArrayList<>();
    for (Board board : Board.all(module.resolve("json"))) {
      Map<String, Choice> choices = BoardChoices.initial(board, sql -> rows(reader, sql), range);
      for (Query query : board.panelQueries()) {
        boolean finds =
            rows(reader, GrafanaSql.expand(query.sql(), choices, range)).stream()
                .anyMatch(row -> row.values().stream().anyMatch(value -> value != null));
        if (!finds && !emptyWhenWell.contains(query.where())) {
          empty.add(query.where());
        }
      }
    }
    return empty;
  }

  private static Set<String> emptyWhenWell(Path source) throws IOException {
    Set<String> panels = new HashSet<>();
    List<Path> files;
    try (Stream<Path> listed = Files.list(source)) {
      files = listed.sorted().toList();
    }
    for (Path file : files) {
      JsonNode dashboard = new YAMLMapper().readTree(file.toFile());
      for (JsonNode panel : dashboard.path("panels")) {
        if (panel.path("empty_when_well").asBoolean()) {
          panels.add(
              dashboard.get("uid").asText()
                  + " "
                  + panel.get("id").asInt()
                  + " "
                  + panel.get("title").asText());
        }
      }
    }
    return panels;
  }

  private static List<Map<String, Object>> rows(Connection reader, String sql) throws SQLException {
    try (Statement statement = reader.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      while (found.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.put(found.getMetaData().getColumnLabel(i), found.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
