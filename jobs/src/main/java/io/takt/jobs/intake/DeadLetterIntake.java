package io.takt.jobs.intake;

import io.takt.avro.DeadLetter;
import io.takt.avro.DeadLetterReason;
import io.takt.schemas.RecordDecoder;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.RegistryException;
import io.takt.schemas.TopicCatalogue;
import io.takt.schemas.UndecodableException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Messages on the topic of dead letters. One that cannot be read is a dead letter itself. */
public final class DeadLetterIntake implements KafkaRecordDeserializationSchema<DeadLetter> {

  private static final long serialVersionUID = 1L;

  private final RegistryAddress registry;
  private transient RecordDecoder<DeadLetter> decoder;

  public DeadLetterIntake(RegistryAddress registry) {
    this.registry = registry;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = new RecordDecoder<>(TopicCatalogue.DEAD_LETTERS, registry.connect());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<DeadLetter> out)
      throws RegistryException {
    if (message.value() == null) {
      out.collect(DeadLetters.of(message, DeadLetterReason.MALFORMED, "The message has no value."));
      return;
    }
    try {
      out.collect(decoder.decode(message.value()));
    } catch (UndecodableException e) {
      out.collect(DeadLetters.of(message, DeadLetterReason.MALFORMED, e.getMessage()));
    }
  }

  @Override
  public TypeInformation<DeadLetter> getProducedType() {
    return new AvroTypeInfo<>(DeadLetter.class);
  }
}
