package io.takt.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.takt.avro.Asset;
import io.takt.avro.CounterSettings;
import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.embedded.EmbeddedStack;
import io.takt.embedded.StackForTests;
import io.takt.embedded.StackListener;
import io.takt.embedded.StackSettings;
import io.takt.ingest.gateway.Gateway;
import io.takt.ingest.gateway.plant.PlantTime;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.jobs.alert.rule.RuleSet;
import io.takt.jobs.oee.PlantClock;
import io.takt.schemas.TopicCatalogue;
import io.takt.sinks.notify.Notifier;
import io.takt.sinks.notify.RoutingFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** From a machine's fault to the message at a receiver, and a person's word back. */
class AlertIT {

  private static final int FAULTS = 40;
  private static final long P95_MILLIS = 3_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final RuleSet RULES =
      RuleSet.of(
          """
          rules:
            - {name: faulted, stream: oee-live, when: state = FAULTED, in-planned-stop: true, summary: "{asset} is faulted"}
          """);

  private record Arrived(JsonNode body, long at) {}

  private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();

  @Test
  void a_fault_is_at_the_receiver_within_three_seconds_and_an_acknowledgement_comes_back()
      throws Exception {
    HttpServer receiver = receiver();
    Path directory = StackForTests.freshDirectory("alerts");
    try (EmbeddedStack stack =
        EmbeddedStack.start(
            StackSettings.in(directory.resolve("stack")).onAnyPorts(), StackListener.silent())) {
      PlantStack plantStack = PlantStack.install(stack);
      plantStack.startOee(PlantClock.WALL);
      plantStack.startAlerts(PlantClock.WALL, RULES);
      RoutingFile routing =
          RoutingFile.parse(
              """
              freshness: 15m
              flood: {more-than: 1000, within: 10m}
              receivers: [{name: test, webhook: {url: "http://127.0.0.1:%d/"}}]
              routes: [{receivers: [test], group-by: [asset], group-wait: 0s, group-interval: 0s}]
              """
                  .formatted(receiver.getAddress().getPort()));
      PlantTime time = new PlantTime(Instant::now, 1);
      try (KafkaFactPublisher publisher = plantStack.publisher();
          Gateway gateway = plantStack.startGateway(time, DemoPeople.with("token"));
          Connection reader = plantStack.reader();
          Notifier notifier = plantStack.startNotifier(PlantClock.WALL, routing, line -> {})) {
        for (int i = 0; i < FAULTS; i++) {
          describe(publisher, asset(i));
          tell(publisher, asset(i), "PRODUCING");
        }
        publisher.flush();
        await(reader, "SELECT count(*) FROM live WHERE state = 'PRODUCING'", FAULTS);

        List<Long> latencies = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < FAULTS; i++) {
          long began = System.nanoTime();
          tell(publisher, asset(i), "FAULTED");
          publisher.flush();
          Arrived message = arrived.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          assertThat(message).as("fault %s", i).isNotNull();
          assertThat(message.body().at("/alerts/0/fingerprint").asText())
              .isEqualTo("faulted|" + asset(i));
          texts.add(message.body().get("text").asText());
          latencies.add((message.at() - began) / 1_000_000);
        }
        latencies.sort(null);
        System.out.printf(
            "fault to message: p50 %d ms, p95 %d ms, max %d ms, %d faults%n",
            latencies.get(FAULTS / 2),
            latencies.get(FAULTS * 95 / 100 - 1),
            latencies.get(FAULTS - 1),
            FAULTS);
        assertThat(latencies.get(FAULTS * 95 / 100 - 1)).isLessThanOrEqualTo(P95_MILLIS);

        acknowledge(publisher, asset(0));
        publisher.flush();
        await(
            reader,
            "SELECT count(*) FROM alert WHERE state = 'ACTIVE_ACKNOWLEDGED' AND acknowledged_by = 'badge 7'",
            1);
        acknowledgeByItsLink(reader, texts.get(1), asset(1));
        acknowledgeOnThePage(reader, gateway.url(), asset(2));
        tell(publisher, asset(0), "PRODUCING");
        publisher.flush();
        Arrived over = arrived.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(over.body().path("title").asText()).startsWith("[OK]");
        await(reader, "SELECT count(*) FROM notification WHERE status = 'SENT'", FAULTS + 1);
        await(reader, "SELECT count(*) FROM alert_episode WHERE cleared_at IS NOT NULL", 1);
        assertThat(notifier.counts()).containsEntry("sent.test", FAULTS + 1L);
      }
    } finally {
      receiver.stop(0);
    }
  }

  private static void acknowledgeByItsLink(Connection reader, String message, String asset)
      throws Exception {
    Matcher found = Pattern.compile("Acknowledge or shelve: (\\S+)").matcher(message);
    assertThat(found.find()).as(message).isTrue();
    String link = found.group(1);
    HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(link)));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.body()).contains(asset + " is faulted").contains("Nobody has acknowledged it");
    HttpResponse<String> done =
        send(
            HttpRequest.newBuilder(URI.create(link))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("do=acknowledge&who=Ada")));
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    await(reader, "SELECT count(*) FROM alert WHERE acknowledged_by = 'link/Ada'", 1);
  }

  private static void acknowledgeOnThePage(Connection reader, String gateway, String asset)
      throws Exception {
    String cookie =
        send(page(gateway, "/api/v1/session")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"operator\":\"op-1\",\"pin\":\"1111\"}")))
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow()
            .split(";", 2)[0];
    HttpRequest.Builder board = page(gateway, "/api/v1/assets/" + asset + "/board");
    JsonNode alerts =
        new ObjectMapper().readTree(send(board.header("Cookie", cookie)).body()).get("alerts");
    assertThat(alerts).hasSize(1);
    assertThat(alerts.get(0).get("state").asText()).isEqualTo("ACTIVE_UNACKNOWLEDGED");
    String entry =
        "{\"event_id\":\"seen-on-the-page\",\"asset_id\":\"%s\",\"kind\":\"ACKNOWLEDGED\",\"at\":\"%s\",\"refers_to\":\"%s\"}"
            .formatted(asset, Instant.now(), alerts.get(0).get("fingerprint").asText());
    HttpResponse<String> taken =
        send(
            page(gateway, "/api/v1/entries")
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.ofString(entry)));
    assertThat(taken.body()).contains("\"accepted\":1");
    await(reader, "SELECT count(*) FROM alert WHERE acknowledged_by = 'op-1'", 1);
    String takenBack =
        "{\"event_id\":\"not-so-quick\",\"asset_id\":\"%s\",\"kind\":\"WITHDRAWN\",\"at\":\"%s\",\"refers_to\":\"seen-on-the-page\"}"
            .formatted(asset, Instant.now());
    assertThat(
            send(page(gateway, "/api/v1/entries")
                    .header("Cookie", cookie)
                    .POST(HttpRequest.BodyPublishers.ofString(takenBack)))
                .statusCode())
        .isEqualTo(422);
  }

  private static HttpRequest.Builder page(String gateway, String path) {
    return HttpRequest.newBuilder(URI.create(gateway + path))
        .header("Content-Type", "application/json")
        .header("X-Takt-Request", "1");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private HttpServer receiver() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ObjectMapper json = new ObjectMapper();
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          arrived.add(new Arrived(json.readTree(body), System.nanoTime()));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String asset(int i) {
    return "press-%02d".formatted(i);
  }

  private static void describe(KafkaFactPublisher publisher, String asset) {
    publisher.publish(
        TopicCatalogue.ASSETS.name(),
        asset,
        Asset.newBuilder()
            .setAssetId(asset)
            .setName(asset)
            .setSite("Ulm")
            .setLine("L1")
            .setCalendar("none")
            .setCounter(CounterSettings.newBuilder().build())
            .setStateMap(Map.of())
            .build(),
        Instant.now());
  }

  private static void tell(KafkaFactPublisher publisher, String asset, String state) {
    publisher.publish(
        TopicCatalogue.MACHINE_STATES.name(),
        asset,
        MachineState.newBuilder()
            .setAssetId(asset)
            .setAt(Instant.now())
            .setArrivedAt(Instant.now())
            .setState(state)
            .build(),
        Instant.now());
  }

  private static void acknowledge(KafkaFactPublisher publisher, String asset) {
    publisher.publish(
        TopicCatalogue.OPERATOR_EVENTS.name(),
        asset,
        OperatorEvent.newBuilder()
            .setAssetId(asset)
            .setEventId("seen-" + asset)
            .setAt(Instant.now())
            .setArrivedAt(Instant.now())
            .setKind(OperatorEventKind.ACKNOWLEDGED)
            .setRefersTo("faulted|" + asset)
            .setOperator("badge 7")
            .build(),
        Instant.now());
  }

  private static void await(Connection reader, String query, long wanted) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    long found = 0;
    while (System.nanoTime() < until) {
      try (PreparedStatement statement = reader.prepareStatement(query);
          ResultSet row = statement.executeQuery()) {
        row.next();
        found = row.getLong(1);
      }
      if (found >= wanted) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(found).as(query).isEqualTo(wanted);
  }
}
