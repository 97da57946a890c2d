package io.takt.ingest.gateway.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.ingest.PublishException;
import io.takt.ingest.gateway.Gateway;
import io.takt.ingest.gateway.access.Rates;
import io.takt.ingest.gateway.http.HttpLimits;
import io.takt.ingest.gateway.http.Problem;
import io.takt.ingest.gateway.http.Router;
import io.takt.ingest.gateway.http.WebServer;
import io.takt.ingest.gateway.plant.PlantTime;
import io.takt.schemas.AlertLink;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkRoutesTest {

  private static final Instant WALL = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant PLANT = Instant.parse("2026-01-05T06:00:00Z");
  private static final String FINGERPRINT = "long-stop|press 1";
  private static final AlertLink LINKS = new AlertLink("0123456789abcdef");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final Map<String, ObjectNode> ALERTS = new HashMap<>();
  private static final List<OperatorEvent> WRITTEN = new ArrayList<>();
  private static boolean kafkaIsAway;
  private static WebServer server;
  private static String base;

  @BeforeAll
  static void start() throws Exception {
    JsonNode texts =
        new ObjectMapper().readTree(Gateway.class.getResourceAsStream("page/texts.json"));
    Router router =
        new Router(
            exchange -> {
              throw Problem.notFound("nothing");
            });
    new LinkRoutes(
            LINKS,
            fingerprint -> {
              if (fingerprint.equals("database away")) {
                throw Problem.unavailable("The database does not answer.", "Ask again.", 5);
              }
              return Optional.ofNullable(ALERTS.get(fingerprint));
            },
            (kind, facts) -> write(facts),
            new LinkPage(texts),
            new Rates(new Rates.Rate(1e6, 1e6), System::nanoTime),
            new PlantTime(() -> PLANT, 60),
            () -> WALL)
        .addTo(router);
    server = WebServer.start("127.0.0.1", 0, HttpLimits.USUAL, router);
    base = "http://127.0.0.1:" + server.port();
  }

  private static void write(List<? extends SpecificRecord> facts) {
    if (kafkaIsAway) {
      throw new PublishException("no acknowledgement", null);
    }
    facts.forEach(fact -> WRITTEN.add((OperatorEvent) fact));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void nothingWasSaid() {
    ALERTS.clear();
    WRITTEN.clear();
    kafkaIsAway = false;
    alert("ACTIVE_UNACKNOWLEDGED", "press 1");
  }

  private static void alert(String state, String asset) {
    ObjectNode row = new ObjectMapper().createObjectNode();
    row.put("fingerprint", FINGERPRINT).put("severity", "FAULT").put("state", state);
    row.put("summary", "Press <1> stands").put("line", "L1").put("name", "Press & Co");
    row.put("started_at", "2026-01-05T05:30:00.000Z").put("since", "2026-01-05T05:40:00.000Z");
    row.put("acknowledged_by", "op-7").put("shelved_until", "2026-01-05T07:00:00.000Z");
    row.put("asset_id", asset).put("zone", "Europe/Vienna");
    ALERTS.put(FINGERPRINT, row);
  }

  private static String link() {
    return LINKS.to(base, FINGERPRINT, "press 1", WALL.plus(Duration.ofHours(1)));
  }

  private static HttpResponse<String> get(String link, String language) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(link)).header("Accept-Language", language).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> press(String link, String form) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(link))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ACTIVE_UNACKNOWLEDGED; en-US,en; Nobody has acknowledged it yet; true; true",
        "ACTIVE_UNACKNOWLEDGED; de-AT,de,en; Noch hat es niemand quittiert; true; true",
        "ACTIVE_ACKNOWLEDGED; fr; Seen by op-7; false; true",
        "SHELVED; en; Shelved until Mon 5 Jan 08:00; false; true",
        "SUPPRESSED; en; At the moment nobody is told; false; true",
        "CLEARED; en; It is over since Mon 5 Jan 06:40; false; false",
        "PENDING; de; vorbei; false; false",
      })
  void followingALinkShowsTheAlertAndChangesNothing(
      String state, String language, String sentence, boolean acknowledge, boolean shelve)
      throws Exception {
    alert(state, "press 1");
    HttpResponse<String> page = get(link(), language);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.body())
        .contains("<h1>Press &lt;1&gt; stands</h1>")
        .contains("Press &amp; Co, L1")
        .contains(sentence)
        .doesNotContain("<script");
    assertThat(page.body().contains("value=\"acknowledge\"")).isEqualTo(acknowledge);
    assertThat(page.body().contains("value=\"shelve-480\"")).isEqualTo(shelve);
    assertThat(WRITTEN).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "do=acknowledge, ACKNOWLEDGED, -, link",
        "do=acknowledge&who=Ada+L%C3%B6w, ACKNOWLEDGED, -, link/Ada Löw",
        "who=&do=shelve-15, SHELVED, 15, link",
        "do=shelve-60, SHELVED, 60, link",
        "do=shelve-480&who=Ben, SHELVED, 480, link/Ben",
      })
  void aButtonSaysOneWordInThePlantsTime(
      String form, OperatorEventKind kind, Integer minutes, String operator) throws Exception {
    HttpResponse<String> page = press(link(), form);
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(WRITTEN).hasSize(1);
    OperatorEvent word = WRITTEN.get(0);
    assertThat(word.getKind()).isEqualTo(kind);
    assertThat(word.getRefersTo()).isEqualTo(FINGERPRINT);
    assertThat(word.getAssetId()).isEqualTo("press 1");
    assertThat(word.getAt()).isEqualTo(PLANT);
    assertThat(word.getArrivedAt()).isEqualTo(PLANT);
    assertThat(word.getSpanTo())
        .isEqualTo(minutes == null ? null : PLANT.plus(Duration.ofMinutes(minutes)));
    assertThat(word.getOperator()).isEqualTo(operator);
    assertThat(word.getSource()).isEqualTo("link");
  }

  @ParameterizedTest
  @CsvSource({
    "alert=long-stop, alert=short-stop, is not valid",
    "asset=press, asset=saw, is not valid",
    "expires=1772456400, expires=1999999999, is not valid",
    "expires=1772456400, expires=, is not valid",
    "expires=1772456400, expires=99999999999999999999, is not valid",
    "signature=, signature=A, is not valid",
    "&signature=, &other=, is not valid",
  })
  void aLinkThatWasChangedIsRefused(String part, String other, String sentence) throws Exception {
    String changed = link().replace(part, other);
    assertThat(changed).isNotEqualTo(link());
    for (HttpResponse<String> page :
        List.of(get(changed, "en"), press(changed, "do=acknowledge"))) {
      assertThat(page.statusCode()).isEqualTo(403);
      assertThat(page.body()).contains(sentence).doesNotContain("Press");
    }
    assertThat(WRITTEN).isEmpty();
  }

  @Test
  void aLinkIsGoodUntilItExpiresOnTheWallsClock() throws Exception {
    String old = LINKS.to(base, FINGERPRINT, "press 1", WALL);
    for (HttpResponse<String> page : List.of(get(old, "en"), press(old, "do=acknowledge"))) {
      assertThat(page.statusCode()).isEqualTo(403);
      assertThat(page.body()).contains("has expired");
    }
    String fresh = LINKS.to(base, FINGERPRINT, "press 1", WALL.plusSeconds(1));
    assertThat(press(fresh, "do=acknowledge").statusCode()).isEqualTo(200);
  }

  @Test
  void aLinkOfAnotherSecretIsRefused() throws Exception {
    String other =
        new AlertLink("fedcba9876543210")
            .to(base, FINGERPRINT, "press 1", WALL.plus(Duration.ofHours(1)));
    assertThat(press(other, "do=acknowledge").statusCode()).isEqualTo(403);
    assertThat(WRITTEN).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "do=withdraw, 422",
    "who=Ada, 422",
    "do=shelve-9999, 422",
    "do=acknowledge&who=%00, 422",
    "do=%ZZ, 400",
  })
  void whatNoButtonSendsIsRefused(String form, int status) throws Exception {
    assertThat(press(link(), form).statusCode()).isEqualTo(status);
    assertThat(press(link(), "do=acknowledge&who=" + "a".repeat(61)).statusCode()).isEqualTo(422);
    assertThat(WRITTEN).isEmpty();
  }

  @Test
  void anAlertThatIsOverIsNotSpokenOfAnyMore() throws Exception {
    alert("CLEARED", "press 1");
    HttpResponse<String> page = press(link(), "do=acknowledge");
    assertThat(page.body()).contains("It is over since");
    ALERTS.clear();
    assertThat(press(link(), "do=acknowledge").statusCode()).isEqualTo(404);
    assertThat(WRITTEN).isEmpty();
  }

  @Test
  void whileKafkaOrTheDatabaseIsAwayThePageSaysSo() throws Exception {
    kafkaIsAway = true;
    HttpResponse<String> page = press(link(), "do=acknowledge");
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(page.body()).contains("Please try again in a minute.");
    String unknown = LINKS.to(base, "database away", "", WALL.plus(Duration.ofHours(1)));
    assertThat(get(unknown, "de").statusCode()).isEqualTo(503);
  }

  @Test
  void everyWordOfThePageIsUsed() throws Exception {
    Path folder = Path.of("src/main/java/io/takt/ingest/gateway/alerts");
    String source =
        Files.readString(folder.resolve("LinkPage.java"))
            + Files.readString(folder.resolve("LinkRoutes.java"));
    JsonNode texts =
        new ObjectMapper().readTree(Gateway.class.getResourceAsStream("page/texts.json"));
    texts
        .get("en")
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (key.startsWith("link.") && !key.startsWith("link.status.")) {
                assertThat(source).contains('"' + key + '"');
              }
            });
  }
}
