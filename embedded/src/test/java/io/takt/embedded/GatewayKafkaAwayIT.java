package io.takt.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.Asset;
import io.takt.avro.CounterSettings;
import io.takt.ingest.gateway.Gateway;
import io.takt.ingest.gateway.GatewayAccess;
import io.takt.ingest.gateway.GatewaySettings;
import io.takt.ingest.gateway.KafkaAddress;
import io.takt.ingest.gateway.access.AssetScope;
import io.takt.ingest.gateway.access.Digests;
import io.takt.ingest.gateway.access.Operators;
import io.takt.ingest.gateway.access.Source;
import io.takt.ingest.gateway.access.Tokens;
import io.takt.ingest.gateway.board.DatabaseAddress;
import io.takt.ingest.gateway.facts.FactKind;
import io.takt.ingest.gateway.plant.PlantTime;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.schemas.RecordDecoder;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.TopicCatalogue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** What a sender learns while Kafka is away, and what is there when it is back. */
class GatewayKafkaAwayIT {

  private static final RegistryAddress REGISTRY = new RegistryAddress("mock://kafka-away");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private static Gateway gateway(String bootstrapServers) throws Exception {
    return Gateway.start(
        new GatewaySettings(
            "127.0.0.1",
            0,
            false,
            KafkaAddress.plain(bootstrapServers),
            REGISTRY,
            new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/none", "nobody", ""),
            new GatewayAccess(
                new Tokens.Builder()
                    .add(Digests.sha256("token"), new Source("a", AssetScope.ALL, FactKind.names()))
                    .build(),
                new Operators(List.of())),
            null,
            new PlantTime(() -> NOW, 1),
            GatewaySettings.Limits.USUAL,
            Duration.ofSeconds(60)));
  }

  private static HttpResponse<String> send(Gateway gateway, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(gateway.url() + "/api/v1/facts/machine-states"))
            .header("Authorization", "Bearer token")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String states(int from, int to) {
    List<String> rows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      rows.add(
          "{\"asset_id\":\"M1\",\"at\":\"2026-03-02T11:00:00Z\",\"state\":\"IDLE\",\"sequence\":"
              + i
              + "}");
    }
    return "[" + String.join(",", rows) + "]";
  }

  private static Set<Long> sequencesOnTopic(String bootstrapServers) throws Exception {
    Set<Long> found = new TreeSet<>();
    try (Registry registry = REGISTRY.connect();
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TopicCatalogue.MACHINE_STATES.name()).stream()
              .map(one -> new TopicPartition(one.topic(), one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      var decoder = new RecordDecoder<>(TopicCatalogue.MACHINE_STATES, registry);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          found.add(decoder.decode(record.value()).getSequence());
        }
      }
    }
    return found;
  }

  @Test
  void aBatchThatKafkaDidNotTakeIsRefusedWholeAndCountsOnceWhenRepeated() throws Exception {
    StackSettings settings =
        StackSettings.in(StackForTests.freshDirectory("kafka-away")).onAnyPorts();
    Map<Part, Integer> ports = PortChoice.choose(settings, Map.of());
    int port = ports.get(Part.KAFKA);
    int controller = ports.get(Part.KAFKA_CONTROLLER);
    try (StackDirectory directory = StackDirectory.open(settings)) {
      EmbeddedKafka kafka = EmbeddedKafka.start(directory, port, controller);
      describe(kafka);
      try (Gateway gateway = gateway(kafka.bootstrapServers())) {
        assertThat(send(gateway, states(0, 10)).statusCode()).isEqualTo(200);

        kafka.close();
        HttpResponse<String> away = send(gateway, states(5, 20));
        assertThat(away.statusCode()).as(away.body()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        assertThat(away.body()).contains("Send the same request again");

        kafka = EmbeddedKafka.start(directory, port, controller);
        HttpResponse<String> back = send(gateway, states(5, 20));
        while (back.statusCode() == 503) {
          back = send(gateway, states(5, 20));
        }
        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        // Known before Kafka went away, so known still; the rest was not taken for known.
        assertThat(back.body()).contains("\"accepted\":10").contains("\"duplicates\":5");
        assertThat(send(gateway, states(5, 20)).body()).contains("\"duplicates\":15");
      }
      assertThat(sequencesOnTopic(kafka.bootstrapServers())).hasSize(20);
      kafka.close();
    }
  }

  private static void describe(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(kafka.clientSettings())) {
      TopicCatalogue.createMissing(admin);
    }
    try (KafkaFactPublisher publisher =
        KafkaFactPublisher.connect(kafka.bootstrapServers(), REGISTRY)) {
      publisher.publish(
          TopicCatalogue.ASSETS.name(),
          "M1",
          Asset.newBuilder()
              .setAssetId("M1")
              .setCalendar("none")
              .setCounter(new CounterSettings())
              .setStateMap(Map.of())
              .build(),
          NOW);
      publisher.flush();
    }
  }
}
