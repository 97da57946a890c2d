package io.takt.embedded.page;

import io.takt.avro.OperatorEvent;
import io.takt.embedded.EmbeddedStack;
import io.takt.schemas.Registry;
import io.takt.schemas.TopicCatalogue;
import io.takt.schemas.TopicDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the gateway wrote of the page's entries: every record, repetitions as well. */
final class EnteredOnThePage {

  private EnteredOnThePage() {}

  /** Entries of this asset so far, in the order they were written. */
  static List<OperatorEvent> of(EmbeddedStack stack, String asset) throws Exception {
    List<OperatorEvent> entered = new ArrayList<>();
    try (Registry registry = stack.registry().connect();
        KafkaConsumer<String, OperatorEvent> consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringDeserializer(),
                new TopicDeserializer<>(TopicCatalogue.OPERATOR_EVENTS, registry))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TopicCatalogue.OPERATOR_EVENTS.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.get(part))) {
        for (ConsumerRecord<String, OperatorEvent> record : consumer.poll(Duration.ofSeconds(1))) {
          if (record.key().equals(asset) && record.value().getSource().equals("page")) {
            entered.add(record.value());
          }
        }
      }
    }
    return entered;
  }
}
