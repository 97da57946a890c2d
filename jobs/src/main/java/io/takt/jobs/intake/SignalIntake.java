package io.takt.jobs.intake;

import io.takt.avro.DeadLetterReason;
import io.takt.avro.Signal;
import io.takt.jobs.intake.Sensed.Described;
import io.takt.jobs.intake.Sensed.Unusable;
import io.takt.schemas.RecordDecoder;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.RegistryException;
import io.takt.schemas.TopicCatalogue;
import io.takt.schemas.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Messages on the topic of signals → what signals are, or dead letters. */
public final class SignalIntake implements KafkaRecordDeserializationSchema<Sensed> {

  private static final long serialVersionUID = 1L;

  private final RegistryAddress registry;
  private transient RecordDecoder<Signal> decoder;

  public SignalIntake(RegistryAddress registry) {
    this.registry = registry;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = new RecordDecoder<>(TopicCatalogue.SIGNALS, registry.connect());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Sensed> out)
      throws RegistryException {
    if (message.value() == null) {
      out.collect(deleted(message));
      return;
    }
    try {
      Signal row = decoder.decode(message.value());
      String wrong = wrong(row);
      out.collect(
          wrong == null
              ? new Described(row.getAssetId(), row.getSignal(), row)
              : new Unusable(DeadLetters.of(message, DeadLetterReason.INVALID_TABLE_ROW, wrong)));
    } catch (UndecodableException e) {
      out.collect(
          new Unusable(DeadLetters.of(message, DeadLetterReason.MALFORMED, e.getMessage())));
    }
  }

  private static Sensed deleted(ConsumerRecord<byte[], byte[]> message) {
    if (message.key() == null) {
      return new Unusable(
          DeadLetters.of(
              message,
              DeadLetterReason.MALFORMED,
              "The message has neither key nor value; a row of signals has a key."));
    }
    List<String> key = RateKey.parts(new String(message.key(), StandardCharsets.UTF_8));
    return new Described(key.get(0), key.get(1), null);
  }

  private static String wrong(Signal row) {
    Double lower = row.getLowerSpecification();
    Double upper = row.getUpperSpecification();
    if (row.getAssetId().isBlank() || row.getSignal().isBlank()) {
      return "asset_id or signal is empty; both must be given.";
    }
    if ((lower != null && !Double.isFinite(lower)) || (upper != null && !Double.isFinite(upper))) {
      return "The specification is " + lower + " to " + upper + "; limits must be finite numbers.";
    }
    return lower != null && upper != null && !(lower < upper)
        ? "The specification is "
            + lower
            + " to "
            + upper
            + "; the lower limit must be below the upper."
        : null;
  }

  @Override
  public TypeInformation<Sensed> getProducedType() {
    return SensedSerializer.TYPE;
  }
}
