package io.takt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.avro.MachineState;
import io.takt.schemas.IncompatibleSchemaException;
import io.takt.schemas.Registry;
import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import io.takt.schemas.TopicDeserializer;
import io.takt.schemas.TopicSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The parts of a running stack work together. */
class EmbeddedStackIT {

  private static final Instant AT = Instant.parse("2026-03-02T06:00:00Z");
  private static final Topic<MachineState> STATES = TopicCatalogue.MACHINE_STATES;

  private static EmbeddedStack stack;

  @BeforeAll
  static void start() throws Exception {
    stack = StackForTests.get();
  }

  @Test
  void allTopicsAreThereAsTheCatalogueSays() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      List<ConfigResource> topics = new ArrayList<>();
      for (Topic<?> topic : TopicCatalogue.all()) {
        topics.add(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
      }
      Map<ConfigResource, Config> configs = admin.describeConfigs(topics).all().get();
      for (Topic<?> topic : TopicCatalogue.all()) {
        Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
        topic
            .toCreate()
            .configs()
            .forEach(
                (key, value) ->
                    assertThat(config.get(key).value()).as(topic + " " + key).isEqualTo(value));
      }
      assertThat(TopicCatalogue.createMissing(admin)).as("created a second time").isEmpty();
    }
  }

  @Test
  void aConsumerReadsTheFactsThatAProducerWrote() throws Exception {
    MachineState written = state(StackForTests.freshAsset(), "PRODUCING");
    try (Registry registry = stack.registry().connect()) {
      produce(registry, written);
      ConsumerRecord<String, MachineState> read = consume(registry, written.getAssetId());
      assertThat(read.value()).isEqualTo(written);
      assertThat(read.timestampType().name).isEqualTo("LogAppendTime");
    }
  }

  @Test
  void aDeviceClockLongAgoDoesNotMakeTheBrokerForgetTheFact() throws Exception {
    MachineState written = state(StackForTests.freshAsset(), "PRODUCING");
    try (Registry registry = stack.registry().connect();
        KafkaProducer<String, MachineState> producer = producer(registry)) {
      long in1999 = Instant.parse("1999-01-01T00:00:00Z").toEpochMilli();
      producer
          .send(new ProducerRecord<>(STATES.name(), null, in1999, STATES.key(written), written))
          .get();
      assertThat(consume(registry, written.getAssetId()).timestamp()).isGreaterThan(in1999);
    }
  }

  static MachineState state(String asset, String state) {
    return MachineState.newBuilder().setAssetId(asset).setAt(AT).setState(state).build();
  }

  static void produce(Registry registry, MachineState... states) throws Exception {
    try (KafkaProducer<String, MachineState> producer = producer(registry)) {
      for (MachineState state : states) {
        producer.send(new ProducerRecord<>(STATES.name(), STATES.key(state), state)).get();
      }
    }
  }

  private static KafkaProducer<String, MachineState> producer(Registry registry)
      throws IOException {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", stack.bootstrapServers()),
        new StringSerializer(),
        new TopicSerializer<>(STATES, registry));
  }

  /** The first fact of the asset; fails with the test's time limit when there is none. */
  private static ConsumerRecord<String, MachineState> consume(Registry registry, String asset) {
    try (KafkaConsumer<String, MachineState> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new StringDeserializer(),
            new TopicDeserializer<>(STATES, registry))) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (int i = 0; i < STATES.partitions(); i++) {
        partitions.add(new TopicPartition(STATES.name(), i));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Set<TopicPartition> toRead = new HashSet<>(partitions);
      while (true) {
        toRead.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
        if (toRead.isEmpty()) {
          throw new AssertionError("There is no fact of " + asset);
        }
        for (ConsumerRecord<String, MachineState> record : consumer.poll(Duration.ofSeconds(1))) {
          if (record.key().equals(asset)) {
            return record;
          }
        }
      }
    }
  }

  @Test
  void theRegistryRefusesASchemaThatCannotReadWhatIsThere() throws Exception {
    try (Registry registry = stack.registry().connect()) {
      assertThat(registry.compatibility()).isEqualTo("BACKWARD_TRANSITIVE");
      Schema withARequiredField = edited("{\"name\":\"operator\",\"type\":\"string\"},");
      assertThatThrownBy(() -> registry.register(STATES.subject(), withARequiredField))
          .isInstanceOf(IncompatibleSchemaException.class)
          .hasMessageStartingWith(
              "The schema registry refuses the new schema of takt.machine-states-value:");
    }
  }

  @Test
  void theRegistryTakesASchemaWithAnOptionalFieldMore() throws Exception {
    try (Registry registry = stack.registry().connect()) {
      Schema withADefault = edited("{\"name\":\"shop\",\"type\":\"string\",\"default\":\"\"},");
      // On a subject of its own: the topics' subjects stay as this version made them.
      String subject = "test-" + StackForTests.freshAsset();
      int first = registry.register(subject, STATES.schema());
      int second = registry.register(subject, withADefault);
      assertThat(second).isNotEqualTo(first);
      assertThat(registry.schema(first)).isEqualTo(STATES.schema());
      assertThat(registry.schema(second)).isEqualTo(withADefault);
    }
  }

  private static Schema edited(String field) {
    String fields = "\"fields\":[";
    return new Schema.Parser().parse(STATES.schema().toString().replace(fields, fields + field));
  }
}
