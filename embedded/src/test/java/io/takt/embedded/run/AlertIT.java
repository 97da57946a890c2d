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
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.jobs.alert.rule.RuleSet;
import io.takt.jobs.oee.PlantClock;
import io.takt.schemas.TopicCatalogue;
import io.takt.sinks.notify.Notifier;
import io.takt.sinks.notify.RoutingFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
      try (KafkaFactPublisher publisher = plantStack.publisher();
          Connection reader = plantStack.reader();
          Notifier notifier = plantStack.startNotifier(PlantClock.WALL, routing, line -> {})) {
        for (int i = 0; i < FAULTS; i++) {
          describe(publisher, asset(i));
          tell(publisher, asset(i), "PRODUCING");
        }
        publisher.flush();
        await(reader, "SELECT count(*) FROM live WHERE state = 'PRODUCING'", FAULTS);

        List<Long> latencies = new ArrayList<>();
        for (int i = 0; i < FAULTS; i++) {
          long began = System.nanoTime();
          tell(publisher, asset(i), "FAULTED");
          publisher.flush();
          Arrived message = arrived.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          assertThat(message).as("fault %s", i).isNotNull();
          assertThat(message.body().at("/alerts/0/fingerprint").asText())
              .isEqualTo("faulted|" + asset(i));
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
