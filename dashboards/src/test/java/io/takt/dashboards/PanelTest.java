package io.takt.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.dashboards.Board.Query;
import io.takt.dashboards.GrafanaSql.Choice;
import io.takt.dashboards.GrafanaSql.Range;
import io.takt.sinks.database.BackEnd;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.SqlSession;
import io.takt.sinks.database.TestServer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every query of every dashboard finds something on a small seeded plant, on each back end. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class PanelTest {

  private static final int ASSETS = 10;
  private static final int DAYS = 3;
  private static final Range TWO_DAYS = SeededPlant.last(Duration.ofDays(2));
  private static final Set<BackEnd> FILLED = new HashSet<>();

  @Parameter BackEnd kind;

  private TestServer server;

  @BeforeEach
  void fill() throws SQLException, IOException {
    server = TestServer.of(kind);
    if (FILLED.add(kind)) {
      SeededPlant.fill(server, ASSETS, DAYS);
    }
  }

  @Test
  void everyPanelFindsRowsWhateverIsChosen() throws SQLException, IOException {
    try (SqlSession reader = SqlSession.as(Database.READER, server)) {
      List<String> wrong = new ArrayList<>();
      for (Board board : Board.all(Board.FOLDER)) {
        for (var choice : choices(board, reader).entrySet()) {
          for (Query query : board.panelQueries()) {
            check(query, choice.getKey(), choice.getValue(), reader, wrong);
          }
        }
      }
      assertThat(wrong).isEmpty();
    }
  }

  @Test
  void everyAnnotationFindsRows() throws SQLException, IOException {
    try (SqlSession reader = SqlSession.as(Database.READER, server)) {
      List<String> wrong = new ArrayList<>();
      for (Board board : Board.all(Board.FOLDER)) {
        Map<String, Choice> all = BoardChoices.initial(board, sql -> reader.rows(sql), TWO_DAYS);
        for (Query query : board.annotationQueries()) {
          check(query, "all", all, reader, wrong);
        }
      }
      assertThat(wrong).isEmpty();
    }
  }

  @Test
  void everyAlertRuleGivesOneNumber() throws SQLException, IOException {
    try (SqlSession reader = SqlSession.as(Database.READER, server)) {
      for (Provisioning.Rule rule : Provisioning.rules()) {
        assertThat(reader.row(rule.sql()).values())
            .as(rule.uid())
            .singleElement()
            .isInstanceOf(Double.class);
      }
    }
  }

  /** What people choose: nothing, one shift, one order. */
  private static Map<String, Map<String, Choice>> choices(Board board, SqlSession reader)
      throws SQLException {
    Map<String, Choice> all = BoardChoices.initial(board, sql -> reader.rows(sql), TWO_DAYS);
    Map<String, Map<String, Choice>> choices = new LinkedHashMap<>();
    choices.put("all", all);
    choices.put(
        "a shift", BoardChoices.with("shift", board, all, sql -> reader.rows(sql), TWO_DAYS));
    choices.put(
        "an order", BoardChoices.with("order", board, all, sql -> reader.rows(sql), TWO_DAYS));
    return choices;
  }

  private static void check(
      Query query,
      String chosen,
      Map<String, Choice> choices,
      SqlSession reader,
      List<String> wrong) {
    String where = query.where() + " with " + chosen + ": ";
    List<Map<String, Object>> rows;
    try {
      rows = reader.rows(GrafanaSql.expand(query.sql(), choices, TWO_DAYS));
    } catch (SQLException | IllegalArgumentException e) {
      wrong.add(where + e.getMessage());
      return;
    }
    if (rows.isEmpty()) {
      wrong.add(where + "no rows");
    } else if (rows.stream().allMatch(row -> row.values().stream().allMatch(v -> v == null))) {
      wrong.add(where + "only nulls");
    } else if (query.timeSeries() && !(rows.get(0).get("time") instanceof Instant)) {
      wrong.add(where + "no column time");
    }
  }
}
