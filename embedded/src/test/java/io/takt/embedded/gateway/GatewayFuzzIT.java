package io.takt.embedded.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * Hostile requests leave the gateway up and change nothing outside the rights of who sent them;
 * each is refused with words. {@code -Dtakt.fuzz.requests} and {@code -Dtakt.fuzz.seed} make it
 * longer or the same again.
 */
class GatewayFuzzIT {

  private static final int REQUESTS = Integer.getInteger("takt.fuzz.requests", 5_000);
  private static final long SEED = Long.getLong("takt.fuzz.seed", 20260302);
  private static final int CLIENTS = 4;
  private static final Instant PLANT_NOW = Instant.ofEpochMilli(1_772_455_000_000L);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<Integer> EXPECTED =
      Set.of(
          0, 200, 400, 401, 403, 404, 405, 408, 409, 413, 415, 417, 422, 426, 429, 431, 501, 503,
          505);

  private static Map<Integer, Integer> attack(
      GatewayUnderTest gateway, long seed, int requests, String cookie) throws IOException {
    Map<Integer, Integer> byStatus = new TreeMap<>();
    HostileRequests hostile =
        new HostileRequests(seed, gateway.asset(), gateway.otherAsset(), cookie);
    try (RawHttp http = new RawHttp(gateway.port())) {
      for (int i = 0; i < requests; i++) {
        byte[] request = hostile.next();
        RawHttp.Reply reply = http.send(request, hostile.incomplete());
        byStatus.merge(reply.status(), 1, Integer::sum);
        assertThat(EXPECTED)
            .as(() -> "answer " + reply + " to " + new String(request, StandardCharsets.UTF_8))
            .contains(reply.status());
        if (reply.status() >= 400 || reply.status() == 0 || hostile.incomplete()) {
          if (reply.status() >= 400) {
            check(reply, request);
          }
          // What was left of a refused request is not to be taken for the next one.
          http.hangUp();
        }
      }
    }
    return byStatus;
  }

  /** Every refusal is a problem document that says what is wrong and what to do. */
  private static void check(RawHttp.Reply reply, byte[] request) throws IOException {
    boolean head = request[0] == 'H' && request[1] == 'E';
    if (head) {
      return;
    }
    if (reply.status() == 503 && reply.body().contains("\"parts\"")) {
      return;
    }
    JsonNode problem = JSON.readTree(reply.body());
    assertThat(problem.path("status").asInt()).as(reply.toString()).isEqualTo(reply.status());
    assertThat(problem.path("detail").asText()).as(reply.toString()).isNotBlank();
    assertThat(problem.path("mend").asText()).as(reply.toString()).isNotBlank();
    assertThat(reply.body()).doesNotContain("Exception").doesNotContain("SELECT ");
    assertThat(reply.headers()).containsKey("content-security-policy");
  }

  private static String login(GatewayUnderTest gateway, String operator) throws IOException {
    String body = "{\"operator\":\"" + operator + "\",\"pin\":\"" + GatewayUnderTest.PIN + "\"}";
    try (RawHttp http = new RawHttp(gateway.port())) {
      RawHttp.Reply reply =
          http.send(
              ("POST /api/v1/session HTTP/1.1\r\nHost: x\r\nX-Takt-Request: 1\r\nContent-Type:"
                      + " application/json\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(StandardCharsets.UTF_8),
              false);
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      return reply.headers().get("set-cookie").split(";", 2)[0];
    }
  }

  @Test
  void hostileRequestsLeaveTheGatewayUpAndChangeNothingOutsideTheirRights() throws Exception {
    System.out.println("fuzz: seed " + SEED + ", " + REQUESTS + " requests");
    try (GatewayUnderTest gateway = GatewayUnderTest.start(() -> PLANT_NOW)) {
      String cookie = login(gateway, "op-a");
      Map<Integer, Integer> byStatus = new TreeMap<>();
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      try {
        List<Callable<Map<Integer, Integer>>> attacks = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          long seed = SEED * 31 + i;
          attacks.add(() -> attack(gateway, seed, REQUESTS / CLIENTS, cookie));
        }
        for (Future<Map<Integer, Integer>> done : clients.invokeAll(attacks)) {
          done.get().forEach((status, count) -> byStatus.merge(status, count, Integer::sum));
        }
      } finally {
        clients.shutdownNow();
      }
      System.out.println("fuzz: answers by status " + byStatus + " (0: hung up)");

      assertThat(byStatus.get(200)).isPositive();
      assertThat(byStatus.getOrDefault(503, 0)).isZero();
      try (RawHttp http = new RawHttp(gateway.port())) {
        byte[] health = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(http.send(health, false).status()).isEqualTo(200);
      }
      checkTopics(gateway);
    }
  }

  /** What is on the topics was said by those who may. */
  private static void checkTopics(GatewayUnderTest gateway) throws Exception {
    Map<String, Integer> taken = new TreeMap<>();
    for (SpecificRecord fact : FactsOnTopics.read(gateway.stack())) {
      Object asset = FactsOnTopics.field(fact, "asset_id");
      assertThat(asset).isNotEqualTo(gateway.otherAsset());
      if (asset.equals(gateway.asset())) {
        String kind = fact.getSchema().getName();
        taken.merge(kind, 1, Integer::sum);
        String source = (String) FactsOnTopics.field(fact, "source");
        assertThat(FactsOnTopics.field(fact, "arrived_at")).isEqualTo(PLANT_NOW);
        if (kind.equals("OperatorEvent")) {
          String operator = (String) FactsOnTopics.field(fact, "operator");
          assertThat(operator).isEqualTo(source.equals("page") ? "op-a" : "line-a");
        } else {
          assertThat(source).matches("(?s)(line-a|alarms)(/.*)?");
        }
        if (source.startsWith("alarms")) {
          assertThat(kind).isEqualTo("MachineAlarm");
        }
      }
    }
    System.out.println("fuzz: taken by kind " + taken);
    assertThat(taken).hasSize(5);
  }
}
