package io.takt.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written is read again, by each pair of our coders and across them. */
class RoundTripTest {

  private static final int SAMPLES = 200;

  private final RegistryAddress address = new RegistryAddress("mock://round-trip");

  static List<Topic<?>> topics() {
    return TopicCatalogue.all();
  }

  @ParameterizedTest
  @MethodSource("topics")
  <T extends SpecificRecord> void aKafkaConsumerReadsWhatAProducerWrote(Topic<T> topic)
      throws IOException {
    try (Registry registry = address.connect();
        TopicSerializer<T> serializer = new TopicSerializer<>(topic, registry);
        TopicDeserializer<T> deserializer = new TopicDeserializer<>(topic, registry)) {
      SampleRecords samples = new SampleRecords(7);
      for (int i = 0; i < SAMPLES; i++) {
        T written = samples.of(topic);
        T read =
            deserializer.deserialize(topic.name(), serializer.serialize(topic.name(), written));
        assertThat(read).as("seed 7, sample %d", i).isEqualTo(written);
      }
      assertThat(serializer.serialize(topic.name(), null)).isNull();
      assertThat(deserializer.deserialize(topic.name(), null)).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  <T extends SpecificRecord> void flinkFormatsReadAndWriteTheSameBytesEvenAfterTravelling(
      Topic<T> topic) throws Exception {
    SerializationSchema<T> writing = InstantiationUtil.clone(FlinkFormats.writing(topic, address));
    DeserializationSchema<T> reading =
        InstantiationUtil.clone(FlinkFormats.reading(topic, address));
    try (Registry registry = address.connect()) {
      RecordEncoder<T> encoder = new RecordEncoder<>(topic, registry);
      RecordDecoder<T> decoder = new RecordDecoder<>(topic, registry);
      T written = new SampleRecords(11).of(topic);
      byte[] payload = writing.serialize(written);
      assertThat(payload).isEqualTo(encoder.encode(written));
      assertThat(reading.deserialize(payload)).isEqualTo(written);
      assertThat(decoder.decode(payload)).isEqualTo(written);
    }
  }
}
