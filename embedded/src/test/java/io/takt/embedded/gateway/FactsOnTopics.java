package io.takt.embedded.gateway;

import io.takt.embedded.EmbeddedStack;
import io.takt.ingest.gateway.facts.FactKind;
import io.takt.schemas.RecordDecoder;
import io.takt.schemas.Registry;
import io.takt.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads back every fact that is on the topics of facts. */
final class FactsOnTopics {

  private FactsOnTopics() {}

  /** All facts there are at this moment. */
  static List<SpecificRecord> read(EmbeddedStack stack) throws Exception {
    try (Registry registry = stack.registry().connect()) {
      return read(stack.bootstrapServers(), registry);
    }
  }

  /** All facts there are at this moment. */
  static List<SpecificRecord> read(String bootstrapServers, Registry registry) throws Exception {
    List<SpecificRecord> facts = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      Map<String, RecordDecoder<? extends SpecificRecord>> decoders = new HashMap<>();
      List<TopicPartition> partitions = new ArrayList<>();
      for (FactKind kind : FactKind.ALL) {
        decoders.put(kind.topic().name(), decoder(kind.topic(), registry));
        consumer
            .partitionsFor(kind.topic().name())
            .forEach(one -> partitions.add(new TopicPartition(one.topic(), one.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          facts.add(decoders.get(record.topic()).decode(record.value()));
        }
      }
    }
    return facts;
  }

  private static <T extends SpecificRecord> RecordDecoder<T> decoder(
      Topic<T> topic, Registry registry) {
    return new RecordDecoder<>(topic, registry);
  }

  /** A field of a fact, by its name in the contract. */
  static Object field(SpecificRecord fact, String name) {
    return fact.get(fact.getSchema().getField(name).pos());
  }
}
