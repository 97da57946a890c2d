package io.takt.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.takt.ingest.gateway.access.AssetScope;
import io.takt.ingest.gateway.access.Digests;
import io.takt.ingest.gateway.access.Operators;
import io.takt.ingest.gateway.access.Source;
import io.takt.ingest.gateway.access.Tokens;
import io.takt.ingest.gateway.board.DatabaseAddress;
import io.takt.ingest.gateway.facts.FactKind;
import io.takt.ingest.gateway.http.Json;
import io.takt.ingest.gateway.http.Router;
import io.takt.ingest.gateway.plant.PlantTime;
import io.takt.schemas.AlertLink;
import io.takt.schemas.RegistryAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A gateway without Kafka and without a database. */
class GatewayAloneTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  private static final Instant NOW = Instant.parse("2026-05-04T06:05:00Z");
  private static final AlertLink LINKS = new AlertLink("0123456789abcdef");

  private static Gateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway =
        Gateway.start(
            new GatewaySettings(
                "127.0.0.1",
                0,
                false,
                KafkaAddress.plain("127.0.0.1:1"),
                new RegistryAddress("mock://gateway-alone"),
                new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/none", "nobody", "secret"),
                new GatewayAccess(
                    new Tokens.Builder()
                        .add(
                            Digests.sha256("token"),
                            new Source("line-1", AssetScope.ALL, FactKind.names()))
                        .build(),
                    new Operators(List.of())),
                LINKS,
                PlantTime.WALL,
                GatewaySettings.Limits.USUAL,
                Duration.ZERO),
            InstantSource.fixed(NOW));
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(
        request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.url() + path));
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }

  @Test
  void itsDescriptionNamesEachRouteAndNoOther() throws Exception {
    JsonNode paths = json(send(at("/api/v1/openapi.json"))).get("paths");
    Set<String> described = new TreeSet<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (METHODS.contains(method)) {
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    Set<String> routed = new TreeSet<>();
    for (Router.Route route : gateway.routes()) {
      routed.add(route.method() + " " + route.template());
    }
    assertThat(described).isEqualTo(routed).isNotEmpty();
  }

  @Test
  void everyReferenceOfItsDescriptionLeadsSomewhere() throws Exception {
    JsonNode description = json(send(at("/api/v1/openapi.json")));
    List<String> references = description.findValuesAsText("$ref");
    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(description.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
    JsonNode count = description.at("/components/schemas/ProductionCount/properties");
    assertThat(count.has("total")).isTrue();
    assertThat(count.has("arrived_at")).isFalse();
  }

  @Test
  void everyRouteButThoseThatAreOpenOrSignedAsksWhoIsThere() throws Exception {
    Set<String> open = new TreeSet<>();
    for (Router.Route route : gateway.routes()) {
      HttpResponse<String> answer =
          send(
              at(route.template().replaceAll("\\{[^}]*}", "telemetry"))
                  .header("Content-Type", "application/json")
                  .header("X-Takt-Request", "1")
                  .method(
                      route.method(),
                      route.method().equals("GET")
                          ? HttpRequest.BodyPublishers.noBody()
                          : HttpRequest.BodyPublishers.ofString("{}")));
      if (answer.statusCode() != 401) {
        open.add(route.method() + " " + route.template());
      }
    }
    assertThat(open)
        .containsExactly(
            "GET /alerts/act",
            "GET /api/v1/openapi.json",
            "GET /api/v1/texts/{lang}",
            "GET /healthz",
            "POST /alerts/act",
            "POST /api/v1/session");
  }

  @Test
  void aSignedLinkIsKnownAndAnotherIsNot() throws Exception {
    String good = LINKS.to("", "long-stop|press", "press", NOW.plusSeconds(600));
    // The database that would tell of the alert is away.
    assertThat(send(at(good)).statusCode()).isEqualTo(503);
    HttpResponse<String> forged = send(at(good.replace("asset=press", "asset=saw")));
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
  }

  @Test
  void withoutKafkaFactsAreToBeSentAgainLater() throws Exception {
    HttpResponse<String> answer =
        send(
            at("/api/v1/facts/machine-states")
                .header("Authorization", "Bearer token")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void itsHealthNamesThePartsThatAreAway() throws Exception {
    HttpResponse<String> answer = send(at("/healthz"));
    assertThat(answer.statusCode()).isEqualTo(503);
    JsonNode parts =
        Json.read(ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8))).get("parts");
    assertThat(parts.get("kafka").textValue()).isEqualTo("down");
    assertThat(parts.get("database").textValue()).isEqualTo("down");
  }

  @Test
  void thePageIsServedWithItsTypeAndIsNotSentTwice() throws Exception {
    HttpResponse<String> page = send(at("/"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    String tag = page.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = send(at("/index.html").header("If-None-Match", tag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }
}
