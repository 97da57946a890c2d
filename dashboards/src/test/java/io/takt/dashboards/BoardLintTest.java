package io.takt.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.takt.dashboards.Board.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Grafana would take without a word, and people would then trip over. */
class BoardLintTest {

  private static final Set<String> UNITS =
      Set.of("none", "percentunit", "s", "m", "h", "dtdurations", "dateTimeAsIso");
  private static final Pattern FIELD = Pattern.compile("\\$\\{__data\\.fields\\.(\\w+)}");
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
  private static List<Board> boards;

  @BeforeAll
  static void read() throws IOException {
    boards = Board.all(Board.FOLDER);
  }

  @Test
  void theSevenDashboardsAreThereWithShortUidsOfTheirOwn() {
    assertThat(boards)
        .extracting(Board::uid)
        .containsExactlyInAnyOrder(
            "takt-andon",
            "takt-line",
            "takt-asset",
            "takt-orders",
            "takt-losses",
            "takt-health",
            "takt-alerts")
        .allSatisfy(uid -> assertThat(uid).hasSizeLessThanOrEqualTo(40));
  }

  @Test
  void theModelIsTheClassicOne() {
    for (Board board : boards) {
      assertThat(board.json().get("schemaVersion").asInt()).isBetween(37, 39);
      assertThat(board.json().has("spec")).as(board.file()).isFalse();
    }
  }

  @Test
  void everyPanelSaysWhatItShows() {
    List<String> wrong = new ArrayList<>();
    for (Board board : boards) {
      Set<Integer> ids = new HashSet<>();
      for (JsonNode panel : board.panels()) {
        String where = board.uid() + " " + panel.get("title").asText();
        JsonNode defaults = panel.get("fieldConfig").get("defaults");
        expect(wrong, ids.add(panel.get("id").asInt()), where + ": id used twice");
        expect(wrong, panel.get("title").asText().length() > 1, where + ": title");
        expect(wrong, panel.get("description").asText().length() > 20, where + ": description");
        expect(wrong, !defaults.get("noValue").asText().isBlank(), where + ": no-value text");
        expect(wrong, UNITS.contains(defaults.get("unit").asText()), where + ": unit");
        for (JsonNode override : panel.get("fieldConfig").get("overrides")) {
          for (JsonNode property : override.get("properties")) {
            if (property.get("id").asText().equals("unit")) {
              expect(wrong, UNITS.contains(property.get("value").asText()), where + ": unit");
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyPartAsksTheOneDataSource() {
    for (Board board : boards) {
      for (JsonNode uid : board.json().findValues("datasource")) {
        assertThat(uid.get("uid").asText()).as(board.file()).isEqualTo("takt-postgres");
      }
      for (JsonNode panel : board.panels()) {
        assertThat(panel.has("datasource")).as(panel.get("title").asText()).isTrue();
      }
    }
  }

  @Test
  void everyQueryIsBoundAndNamesItsColumns() {
    List<String> wrong = new ArrayList<>();
    for (Board board : boards) {
      List<Query> queries = new ArrayList<>(board.panelQueries());
      queries.addAll(board.annotationQueries());
      for (JsonNode variable : board.variables()) {
        if (variable.get("type").asText().equals("query")) {
          queries.add(
              new Query(
                  board.uid() + " variable " + variable.get("name").asText(),
                  false,
                  variable.get("query").asText()));
        }
      }
      for (Query query : queries) {
        expect(
            wrong,
            !Pattern.compile("SELECT\\s+(\\w+\\.)?\\*").matcher(query.sql()).find(),
            query.where() + ": SELECT *");
        expect(
            wrong,
            Pattern.compile("\\bLIMIT \\d+$").matcher(query.sql()).find()
                || query.sql().contains("$__timeFilter("),
            query.where() + ": neither time filter nor LIMIT");
        // The wall's clock is not the plant's in a simulation or a replay.
        expect(
            wrong,
            !Pattern.compile("(?<!plant_)\\bnow\\(\\)").matcher(query.sql()).find(),
            query.where() + ": now()");
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyVariableThatIsUsedIsThere() {
    for (Board board : boards) {
      Set<String> names = new HashSet<>();
      board.variables().forEach(variable -> names.add(variable.get("name").asText()));
      for (String name : List.of("site", "line", "asset", "shift", "order", "profile")) {
        for (Query query : board.panelQueries()) {
          if (query.sql().contains("$" + name)) {
            assertThat(names).as(query.where()).contains(name);
          }
        }
      }
    }
  }

  @Test
  void everyLinkLeadsSomewhereAndKeepsTheTime() {
    Set<String> targets = new HashSet<>();
    boards.forEach(board -> targets.add("/d/" + board.uid() + "/"));
    List<String> wrong = new ArrayList<>();
    for (Board board : boards) {
      for (JsonNode link : board.json().get("links")) {
        expect(wrong, link.get("keepTime").asBoolean(), board.uid() + ": link loses the time");
        expect(
            wrong,
            targets.stream().anyMatch(to -> link.get("url").asText().startsWith(to)),
            board.uid() + ": " + link.get("url").asText());
      }
      for (JsonNode panel : board.panels()) {
        String where = board.uid() + " " + panel.get("title").asText() + ": ";
        for (JsonNode list : panel.get("fieldConfig").findValues("links")) {
          list.forEach(link -> checkLink(link, panel, where, targets, wrong));
        }
        for (JsonNode override : panel.get("fieldConfig").get("overrides")) {
          for (JsonNode property : override.get("properties")) {
            if (property.get("id").asText().equals("links")) {
              property.get("value").forEach(link -> checkLink(link, panel, where, targets, wrong));
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void checkLink(
      JsonNode link, JsonNode panel, String where, Set<String> targets, List<String> wrong) {
    String url = link.get("url").asText();
    expect(wrong, targets.stream().anyMatch(url::startsWith), where + url);
    expect(
        wrong,
        url.contains("${__url_time_range}") || (url.contains("from=") && url.contains("to=")),
        where + "loses the time: " + url);
    String sql = panel.get("targets").get(0).get("rawSql").asText();
    Matcher fields = FIELD.matcher(url);
    while (fields.find()) {
      expect(wrong, sql.contains(fields.group(1)), where + "no column " + fields.group(1));
    }
  }

  @Test
  void everyColumnThatIsConfiguredIsAskedFor() {
    for (Board board : boards) {
      for (JsonNode panel : board.panels()) {
        for (JsonNode override : panel.get("fieldConfig").get("overrides")) {
          String column = override.get("matcher").get("options").asText();
          // A column that comes from rows, like a severity, is not named in the query.
          if (column.equals(column.toLowerCase(java.util.Locale.ROOT))) {
            assertThat(panel.get("targets").get(0).get("rawSql").asText())
                .as(board.uid() + " " + panel.get("title").asText())
                .contains(column);
          }
        }
      }
    }
  }

  @Test
  void everyColourIsOfTheOnePalette() throws IOException {
    Set<String> palette = new HashSet<>();
    new YAMLMapper()
        .readTree(Path.of("source/common.yaml").toFile())
        .get("palette")
        .forEach(colour -> palette.add(colour.asText()));
    for (Board board : boards) {
      Matcher colours = COLOUR.matcher(board.json().toString());
      while (colours.find()) {
        assertThat(palette).as(board.file()).contains(colours.group());
      }
    }
  }

  @Test
  void anOeeAbove100PercentIsShownAsDoubtful() {
    List<String> wrong = new ArrayList<>();
    for (Board board : boards) {
      for (JsonNode panel : board.panels()) {
        for (JsonNode override : panel.get("fieldConfig").get("overrides")) {
          if (override.get("matcher").get("options").asText().equals("oee")) {
            expect(
                wrong,
                override.toString().contains("1.0001"),
                board.uid() + " " + panel.get("title"));
          }
        }
        if (panel.get("type").asText().equals("stat")
            && panel.get("title").asText().contains("OEE")) {
          expect(
              wrong,
              panel.get("fieldConfig").get("defaults").toString().contains("1.0001"),
              board.uid() + " " + panel.get("title"));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void dataAgeIsOnEveryDashboardOfFigures() {
    for (Board board : boards) {
      if (!board.uid().equals("takt-alerts")) {
        assertThat(board.panelQueries())
            .as(board.uid())
            .anyMatch(query -> query.sql().contains("data_age"));
        assertThat(board.panelQueries())
            .as(board.uid())
            .anyMatch(query -> query.sql().contains("coverage"));
      }
    }
  }

  @Test
  void panelsDoNotCoverEachOther() {
    for (Board board : boards) {
      Set<String> taken = new HashSet<>();
      for (JsonNode panel : board.panels()) {
        JsonNode at = panel.get("gridPos");
        assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
        for (int x = 0; x < at.get("w").asInt(); x++) {
          for (int y = 0; y < at.get("h").asInt(); y++) {
            assertThat(taken.add((at.get("x").asInt() + x) + "," + (at.get("y").asInt() + y)))
                .as(board.uid() + " " + panel.get("title").asText())
                .isTrue();
          }
        }
      }
    }
  }

  private static void expect(List<String> wrong, boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }
}
