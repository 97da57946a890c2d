package io.takt.embedded.gateway;

import io.takt.avro.Asset;
import io.takt.avro.CounterSettings;
import io.takt.avro.Reason;
import io.takt.avro.ReasonCategory;
import io.takt.avro.ReasonVersion;
import io.takt.embedded.EmbeddedStack;
import io.takt.embedded.StackForTests;
import io.takt.embedded.run.PlantStack;
import io.takt.ingest.gateway.Gateway;
import io.takt.ingest.gateway.GatewayAccess;
import io.takt.ingest.gateway.GatewaySettings;
import io.takt.ingest.gateway.KafkaAddress;
import io.takt.ingest.gateway.access.AssetScope;
import io.takt.ingest.gateway.access.Digests;
import io.takt.ingest.gateway.access.Operator;
import io.takt.ingest.gateway.access.Operators;
import io.takt.ingest.gateway.access.Rates.Rate;
import io.takt.ingest.gateway.access.Role;
import io.takt.ingest.gateway.access.SecretHash;
import io.takt.ingest.gateway.access.Source;
import io.takt.ingest.gateway.access.Tokens;
import io.takt.ingest.gateway.board.DatabaseAddress;
import io.takt.ingest.gateway.facts.FactKind;
import io.takt.ingest.gateway.http.HttpLimits;
import io.takt.ingest.gateway.plant.PlantTime;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.sinks.database.Database;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A gateway on the stack for tests, with two lines of its own: what belongs to the first line has a
 * token and an operator, and so has the second.
 */
final class GatewayUnderTest implements AutoCloseable {

  /** May send all kinds of facts of the first line. */
  static final String TOKEN = "token-of-line-a";

  /** May send all kinds of facts of the second line. */
  static final String OTHER_TOKEN = "token-of-line-b";

  /** May send alarms of the first line alone. */
  static final String ALARM_TOKEN = "token-of-alarms";

  static final String PIN = "4711";

  private final EmbeddedStack stack;
  private final Gateway gateway;
  private final String asset = StackForTests.freshAsset();
  private final String secondAsset = StackForTests.freshAsset();
  private final String otherAsset = StackForTests.freshAsset();

  private GatewayUnderTest(InstantSource plantClock) throws Exception {
    stack = StackForTests.get();
    PlantStack.install(stack);
    String site = "site of " + StackForTests.freshAsset();
    describe(site);
    AssetScope lineA = AssetScope.of(List.of("Acme/" + site + "/Hall/A"));
    AssetScope lineB = AssetScope.of(List.of("Acme/" + site + "/Hall/B"));
    gateway =
        Gateway.start(
            new GatewaySettings(
                "127.0.0.1",
                0,
                false,
                KafkaAddress.plain(stack.bootstrapServers()),
                stack.registry(),
                new DatabaseAddress(
                    stack.database().jdbcUrl(), Database.READER, stack.secrets().reader()),
                new GatewayAccess(
                    new Tokens.Builder()
                        .add(Digests.sha256(TOKEN), new Source("line-a", lineA, FactKind.names()))
                        .add(
                            Digests.sha256(OTHER_TOKEN),
                            new Source("line-b", lineB, FactKind.names()))
                        .add(
                            Digests.sha256(ALARM_TOKEN),
                            new Source("alarms", lineA, Set.of("alarms")))
                        .build(),
                    new Operators(
                        List.of(
                            person("op-a", Role.OPERATOR, lineA),
                            person("op-b", Role.OPERATOR, lineB),
                            person("lead-a", Role.SUPERVISOR, lineA)))),
                null,
                new PlantTime(plantClock, 1),
                new GatewaySettings.Limits(
                    HttpLimits.USUAL, new Rate(1e6, 1e6), new Rate(1e7, 1e7), 50, 100_000),
                Duration.ofSeconds(60)));
  }

  /** Starts it with this plant clock. */
  static GatewayUnderTest start(InstantSource plantClock) throws Exception {
    return new GatewayUnderTest(plantClock);
  }

  private static Operator person(String id, Role role, AssetScope scope) {
    return new Operator(id, id, role, scope, SecretHash.of(PIN.toCharArray()), null);
  }

  private void describe(String site) throws Exception {
    try (KafkaFactPublisher publisher = publisher()) {
      for (Map.Entry<String, String> each :
          Map.of(asset, "A", secondAsset, "A", otherAsset, "B").entrySet()) {
        publisher.publish(
            "takt.assets",
            each.getKey(),
            Asset.newBuilder()
                .setAssetId(each.getKey())
                .setName("machine " + each.getValue())
                .setEnterprise("Acme")
                .setSite(site)
                .setArea("Hall")
                .setLine(each.getValue())
                .setCalendar("none")
                .setCounter(new CounterSettings())
                .setStateMap(Map.of())
                .build(),
            Instant.EPOCH);
      }
      publisher.publish(
          "takt.reasons",
          "JAM",
          Reason.newBuilder()
              .setReason("JAM")
              .setText(Map.of("en", "Jam"))
              .setVersions(
                  List.of(
                      ReasonVersion.newBuilder()
                          .setCategory(ReasonCategory.UNPLANNED_STOP)
                          .build()))
              .build(),
          Instant.EPOCH);
      publisher.flush();
    }
  }

  KafkaFactPublisher publisher() {
    return KafkaFactPublisher.connect(stack.bootstrapServers(), stack.registry());
  }

  EmbeddedStack stack() {
    return stack;
  }

  /** An asset of the first line. */
  String asset() {
    return asset;
  }

  /** Another asset of the first line. */
  String secondAsset() {
    return secondAsset;
  }

  /** An asset of the second line. */
  String otherAsset() {
    return otherAsset;
  }

  String url() {
    return gateway.url();
  }

  int port() {
    return URI.create(gateway.url()).getPort();
  }

  @Override
  public void close() throws IOException {
    gateway.close();
  }
}
