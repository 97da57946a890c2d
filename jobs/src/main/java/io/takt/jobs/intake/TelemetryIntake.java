package io.takt.jobs.intake;

import io.takt.avro.DeadLetterReason;
import io.takt.avro.Telemetry;
import io.takt.jobs.intake.Sensed.Sample;
import io.takt.jobs.intake.Sensed.Unusable;
import io.takt.jobs.timeline.Admission;
import io.takt.schemas.RecordDecoder;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.RegistryException;
import io.takt.schemas.TopicCatalogue;
import io.takt.schemas.UndecodableException;
import java.time.Instant;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Messages on the topic of telemetry → samples, or dead letters. However late a sample comes it is
 * taken; only one from the future is not.
 */
public final class TelemetryIntake implements KafkaRecordDeserializationSchema<Sensed> {

  private static final long serialVersionUID = 1L;

  private final RegistryAddress registry;
  private transient RecordDecoder<Telemetry> decoder;

  public TelemetryIntake(RegistryAddress registry) {
    this.registry = registry;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = new RecordDecoder<>(TopicCatalogue.TELEMETRY, registry.connect());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Sensed> out)
      throws RegistryException {
    if (message.value() == null) {
      reject(message, DeadLetterReason.MALFORMED, "The message has no value; facts have one.", out);
      return;
    }
    Telemetry row;
    try {
      row = decoder.decode(message.value());
    } catch (UndecodableException e) {
      reject(message, DeadLetterReason.MALFORMED, e.getMessage(), out);
      return;
    }
    long at = row.getAt().toEpochMilli();
    long arrivedAt =
        row.getArrivedAt() == null ? message.timestamp() : row.getArrivedAt().toEpochMilli();
    String wrong = wrong(row);
    if (wrong != null) {
      reject(message, DeadLetterReason.INVALID, wrong, out);
    } else if (at > arrivedAt + Admission.AHEAD) {
      reject(message, DeadLetterReason.FUTURE_TIMESTAMP, ahead(at, arrivedAt), out);
    } else {
      double value = row.getValue() == null ? Double.NaN : row.getValue();
      out.collect(
          new Sample(
              row.getAssetId(),
              row.getSignal(),
              at,
              Double.isFinite(value) ? value : Double.NaN,
              row.getQuality(),
              arrivedAt,
              row.getSource(),
              row.getSequence()));
    }
  }

  private static String wrong(Telemetry row) {
    String wrong = wrong("asset_id", row.getAssetId(), true);
    wrong = wrong == null ? wrong("signal", row.getSignal(), true) : wrong;
    return wrong == null ? wrong("source", row.getSource(), false) : wrong;
  }

  private static String wrong(String field, String word, boolean needed) {
    if (needed && word.isBlank()) {
      return "The " + field + " is empty; it must be given.";
    }
    return word.length() > FactMapping.LONGEST_WORD
        ? "The "
            + field
            + " has "
            + word.length()
            + " characters; it must have "
            + FactMapping.LONGEST_WORD
            + " at most."
        : null;
  }

  private static String ahead(long at, long arrivedAt) {
    return "The sample's time "
        + Instant.ofEpochMilli(at)
        + " lies more than 5 minutes after its arrival at "
        + Instant.ofEpochMilli(arrivedAt)
        + "; the device's clock runs ahead.";
  }

  private static void reject(
      ConsumerRecord<byte[], byte[]> message,
      DeadLetterReason reason,
      String detail,
      Collector<Sensed> out) {
    out.collect(new Unusable(DeadLetters.of(message, reason, detail)));
  }

  @Override
  public TypeInformation<Sensed> getProducedType() {
    return SensedSerializer.TYPE;
  }
}
