package io.takt.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A dashboard as Grafana would read it from its file. */
record Board(String file, JsonNode json) {

  static final Path FOLDER = Path.of("json");

  /**
   * One query of a dashboard.
   *
   * @param where dashboard and panel, for people
   * @param timeSeries whether it must give a column {@code time}
   */
  record Query(String where, boolean timeSeries, String sql) {}

  /** All that would be provisioned from a folder. */
  static List<Board> all(Path folder) throws IOException {
    List<Board> boards = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        boards.add(
            new Board(file.getFileName().toString(), new ObjectMapper().readTree(file.toFile())));
      }
    }
    return boards;
  }

  String uid() {
    return json.get("uid").asText();
  }

  JsonNode panels() {
    return json.get("panels");
  }

  JsonNode variables() {
    return json.get("templating").get("list");
  }

  /** Of panels, in their order. */
  List<Query> panelQueries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.get("targets")) {
        queries.add(
            new Query(
                uid() + " " + panel.get("id").asInt() + " " + panel.get("title").asText(),
                target.get("format").asText().equals("time_series"),
                target.get("rawSql").asText()));
      }
    }
    return queries;
  }

  /** Of annotations; each must give a column {@code time}. */
  List<Query> annotationQueries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode annotation : json.get("annotations").get("list")) {
      queries.add(
          new Query(
              uid() + " annotation " + annotation.get("name").asText(),
              true,
              annotation.get("target").get("rawSql").asText()));
    }
    return queries;
  }
}
