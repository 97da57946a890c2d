package io.takt.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.avro.MachineState;
import io.takt.ingest.PublishException;
import io.takt.schemas.RecordDecoder;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaFactPublisherTest {

  private static final Instant AT = Instant.parse("2026-03-02T06:00:00Z");
  private static final MachineState STATE =
      MachineState.newBuilder().setAssetId("M1").setAt(AT).setState("PRODUCING").build();
  private static final String STATES = "takt.machine-states";

  private final Registry registry = new RegistryAddress("mock://fact-publisher").connect();

  private static MockProducer<byte[], byte[]> producer(boolean deliversAtOnce) {
    return new MockProducer<>(
        deliversAtOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Test
  void recordsAreWrittenWithKeyArrivalTimeAndSchema() throws Exception {
    MockProducer<byte[], byte[]> kafka = producer(true);
    try (KafkaFactPublisher publisher = new KafkaFactPublisher(kafka, registry)) {
      publisher.publish(STATES, "M1", STATE, AT.plusSeconds(3));
      publisher.flush();
      ProducerRecord<byte[], byte[]> record = kafka.history().get(0);
      assertThat(record.topic()).isEqualTo(STATES);
      assertThat(record.timestamp()).isEqualTo(AT.plusSeconds(3).toEpochMilli());
      assertThat(record.key()).isEqualTo("M1".getBytes(StandardCharsets.UTF_8));
      assertThat(
              new RecordDecoder<>(TopicCatalogue.MACHINE_STATES, registry).decode(record.value()))
          .isEqualTo(STATE);
    }
    assertThat(kafka.closed()).isTrue();
  }

  @Test
  void tombstonesAndRawBytesPassAndAllAreCounted() throws IOException {
    MockProducer<byte[], byte[]> kafka = producer(true);
    try (KafkaFactPublisher publisher = new KafkaFactPublisher(kafka, registry)) {
      publisher.publish("takt.assets", "M1", null, AT);
      publisher.publishRaw(STATES, null, new byte[] {1, 2}, AT);
      publisher.publish(STATES, "M1", STATE, AT);
      assertThat(publisher.published())
          .containsOnlyKeys("takt.assets", STATES)
          .containsEntry("takt.assets", 1L)
          .containsEntry(STATES, 2L);
    }
    List<ProducerRecord<byte[], byte[]>> sent = kafka.history();
    assertThat(sent.get(0).value()).isNull();
    assertThat(sent.get(1).key()).isNull();
    assertThat(sent.get(1).value()).containsExactly(1, 2);
  }

  @Test
  void aRecordThatCouldNotBeDeliveredIsToldByTheNextPublishAndByFlush() {
    MockProducer<byte[], byte[]> kafka = producer(false);
    KafkaFactPublisher publisher = new KafkaFactPublisher(kafka, registry);
    publisher.publish(STATES, "M1", STATE, AT);
    kafka.errorNext(new RecordTooLargeException("3 MiB"));
    assertThatThrownBy(() -> publisher.publish(STATES, "M1", STATE, AT))
        .isInstanceOf(PublishException.class)
        .hasMessage("A record for topic takt.machine-states could not be delivered: 3 MiB");
    assertThatThrownBy(publisher::flush).isInstanceOf(PublishException.class);
    assertThatThrownBy(publisher::close).isInstanceOf(PublishException.class);
    assertThat(kafka.closed()).isTrue();
    assertThat(kafka.history()).hasSize(1);
  }

  @Test
  void aTopicThatDoesNotExistOrTakesOtherRecordsIsRefused() throws IOException {
    try (KafkaFactPublisher publisher = new KafkaFactPublisher(producer(true), registry)) {
      assertThatThrownBy(() -> publisher.publish("takt.states", "M1", STATE, AT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("There is no topic 'takt.states'.");
      assertThatThrownBy(() -> publisher.publish("takt.assets", "M1", STATE, AT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Topic takt.assets takes Asset, not MachineState.");
    }
  }
}
