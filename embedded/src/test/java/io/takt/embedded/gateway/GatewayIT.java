package io.takt.embedded.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.takt.avro.OeeLive;
import io.takt.avro.OperatorEvent;
import io.takt.embedded.DatabaseAddress;
import io.takt.embedded.StackForTests;
import io.takt.ingest.kafka.KafkaFactPublisher;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GatewayIT {

  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIVE_WITHIN = Duration.ofSeconds(2);

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start(() -> NOW);
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  private static HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.url() + path))
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(30));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String login(String operator) throws Exception {
    HttpResponse<String> answer =
        send(
            at("/api/v1/session")
                .header("X-Takt-Request", "1")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"operator\":\"%s\",\"pin\":\"%s\"}"
                            .formatted(operator, GatewayUnderTest.PIN))));
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
    return cookie.split(";", 2)[0];
  }

  private static HttpResponse<String> enter(String cookie, String body) throws Exception {
    return send(
        at("/api/v1/entries")
            .header("Cookie", cookie)
            .header("X-Takt-Request", "1")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String entry(String id, String asset, String kind, String more) {
    return "{\"event_id\":\"%s\",\"asset_id\":\"%s\",\"kind\":\"%s\",\"at\":\"%s\"%s}"
        .formatted(id, asset, kind, NOW.minusSeconds(60), more);
  }

  private static List<SpecificRecord> factsOf(String asset) throws Exception {
    return FactsOnTopics.read(gateway.stack()).stream()
        .filter(fact -> asset.equals(FactsOnTopics.field(fact, "asset_id")))
        .toList();
  }

  @Test
  void anEntryIsTheSessionsWhateverTheBodySays() throws Exception {
    String cookie = login("op-a");
    String id = UUID.randomUUID().toString();
    String forged = entry(id, gateway.asset(), "NOTE", ",\"note\":\"n\",\"operator\":\"lead-a\"");
    assertThat(enter(cookie, forged).statusCode()).isEqualTo(422);

    String honest = entry(id, gateway.asset(), "NOTE", ",\"note\":\"n\"");
    assertThat(enter(cookie, honest).body()).contains("\"accepted\":1");
    assertThat(enter(cookie, "[" + honest + "]").body()).contains("\"duplicates\":1");
    List<SpecificRecord> taken =
        factsOf(gateway.asset()).stream()
            .filter(fact -> fact instanceof OperatorEvent event && event.getEventId().equals(id))
            .toList();
    assertThat(taken)
        .singleElement()
        .satisfies(fact -> assertThat(((OperatorEvent) fact).getOperator()).isEqualTo("op-a"))
        .satisfies(fact -> assertThat(((OperatorEvent) fact).getSource()).isEqualTo("page"))
        .satisfies(fact -> assertThat(((OperatorEvent) fact).getArrivedAt()).isEqualTo(NOW));
  }

  @Test
  void anOwnEntryIsTakenBackAndAnothersByASupervisorAlone() throws Exception {
    String operator = login("op-a");
    String supervisor = login("lead-a");
    String own = UUID.randomUUID().toString();
    String theirs = UUID.randomUUID().toString();
    enter(operator, entry(own, gateway.asset(), "REASON_GIVEN", ",\"reason\":\"JAM\""));
    enter(supervisor, entry(theirs, gateway.asset(), "REASON_GIVEN", ",\"reason\":\"JAM\""));

    String takeOwn = UUID.randomUUID().toString();
    assertThat(
            enter(
                    operator,
                    entry(takeOwn, gateway.asset(), "WITHDRAWN", ",\"refers_to\":\"" + own + "\""))
                .statusCode())
        .isEqualTo(200);
    String takeTheirs =
        entry(
            UUID.randomUUID().toString(),
            gateway.asset(),
            "WITHDRAWN",
            ",\"refers_to\":\"" + theirs + "\"");
    assertThat(enter(operator, takeTheirs).statusCode()).isEqualTo(403);
    assertThat(enter(supervisor, takeTheirs).statusCode()).isEqualTo(200);

    JsonNode board =
        JSON.readTree(
            send(at("/api/v1/assets/" + gateway.asset() + "/board").header("Cookie", operator))
                .body());
    assertThat(board.get("entries").findValuesAsText("event_id")).contains(own);
    for (JsonNode entry : board.get("entries")) {
      if (entry.get("event_id").textValue().equals(own)) {
        assertThat(entry.get("withdrawn").booleanValue()).isTrue();
      }
    }
  }

  @Test
  void aShiftThatIsOverNeedsTheSupervisor() throws Exception {
    Instant shift = NOW.minus(Duration.ofHours(6));
    book(shift, NOW.minus(Duration.ofHours(2)));
    String before = ",\"note\":\"n\",\"span_from\":\"" + shift.plusSeconds(600) + "\"";
    String after = ",\"note\":\"n\",\"span_from\":\"" + NOW.minusSeconds(600) + "\"";
    String asset = gateway.secondAsset();
    String operator = login("op-a");
    HttpResponse<String> refused =
        enter(operator, entry(UUID.randomUUID().toString(), asset, "NOTE", before));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("That shift is closed");
    assertThat(
            enter(operator, entry(UUID.randomUUID().toString(), asset, "NOTE", after)).statusCode())
        .isEqualTo(200);
    assertThat(
            enter(login("lead-a"), entry(UUID.randomUUID().toString(), asset, "NOTE", before))
                .statusCode())
        .isEqualTo(200);
  }

  /** One slice that ends with its shift. */
  private static void book(Instant shiftStart, Instant end) throws Exception {
    DatabaseAddress superuser = gateway.stack().database();
    try (Connection connection =
            DriverManager.getConnection(
                superuser.jdbcUrl(), superuser.user(), superuser.password());
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO takt.ledger (asset_id, minute, ordinal, slice_start, slice_end, duration_ms, state,
                  category, extra, shift, shift_start, business_date, ideal_ms, unrated_total, unseen_total, total,
                  good, scrap, rework, provisional, revision)
                VALUES (?, ?, 0, ?, ?, 60000, 'IDLE', 'UNPLANNED_STOP', false, 'early', ?, current_date, 0, 0, 0, 0,
                  0, 0, 0, false, 1)
                """)) {
      insert.setString(1, gateway.secondAsset());
      insert.setTimestamp(2, Timestamp.from(end.minusSeconds(60)));
      insert.setTimestamp(3, Timestamp.from(end.minusSeconds(60)));
      insert.setTimestamp(4, Timestamp.from(end));
      insert.setTimestamp(5, Timestamp.from(shiftStart));
      insert.executeUpdate();
    }
  }

  @Test
  void anotherLinesAssetIsNeitherShownNorWritten() throws Exception {
    String cookie = login("op-b");
    assertThat(send(at("/api/v1/assets").header("Cookie", cookie)).body())
        .contains(gateway.otherAsset())
        .doesNotContain(gateway.asset());
    for (String path : List.of("/board", "/stops")) {
      HttpResponse<String> there =
          send(at("/api/v1/assets/" + gateway.asset() + path).header("Cookie", cookie));
      HttpResponse<String> nowhere =
          send(at("/api/v1/assets/" + StackForTests.freshAsset() + path).header("Cookie", cookie));
      assertThat(there.statusCode()).isEqualTo(403);
      assertThat(there.body()).isEqualTo(nowhere.body());
    }
    assertThat(
            enter(cookie, entry(UUID.randomUUID().toString(), gateway.asset(), "NOTE", ",\"note\":\"n\""))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void everyReadingIsAnsweredForAnAssetThatNothingIsKnownOf() throws Exception {
    String cookie = login("op-a");
    for (String path :
        List.of(
            "/api/v1/assets/" + gateway.asset() + "/board",
            "/api/v1/assets/" + gateway.asset() + "/stops?shift=previous",
            "/api/v1/reasons",
            "/api/v1/texts/de",
            "/healthz")) {
      assertThat(send(at(path).header("Cookie", cookie)).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void aLiveRowReachesThePageWithinTwoSecondsAndOnlyWhoMaySeeIt() throws Exception {
    String cookie = login("op-a");
    HttpResponse<InputStream> stream =
        HTTP.send(
            at("/api/v1/live").header("Cookie", cookie).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    while (!lines.readLine().equals("event: hello")) {
      // what comes before it
    }
    CompletableFuture<String> received =
        CompletableFuture.supplyAsync(
            () ->
                lines
                    .lines()
                    .filter(line -> line.startsWith("data: ") && line.contains("state_since"))
                    .findFirst()
                    .orElseThrow());
    long sentAt;
    try (KafkaFactPublisher publisher = gateway.publisher()) {
      for (String asset : List.of(gateway.otherAsset(), gateway.asset())) {
        publisher.publish(
            "takt.oee-live",
            asset,
            OeeLive.newBuilder()
                .setAssetId(asset)
                .setAsOf(NOW)
                .setRevision(1)
                .setState("PRODUCING")
                .setStateSince(NOW)
                .setCategory("RUNNING")
                .setLastFactAt(NOW.minusSeconds(3))
                .build(),
            NOW);
      }
      publisher.flush();
      sentAt = System.nanoTime();
    }
    JsonNode row = JSON.readTree(received.get(30, TimeUnit.SECONDS).substring("data: ".length()));
    Duration took = Duration.ofNanos(System.nanoTime() - sentAt);
    System.out.println("live row received " + took.toMillis() + " ms after it was acknowledged");
    assertThat(row.get("asset_id").textValue()).isEqualTo(gateway.asset());
    assertThat(row.get("data_age_s").doubleValue()).isEqualTo(3);
    assertThat(took).isLessThan(LIVE_WITHIN);
    stream.body().close();
  }
}
