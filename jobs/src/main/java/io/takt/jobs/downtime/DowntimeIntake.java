package io.takt.jobs.downtime;

import io.takt.avro.DeadLetterReason;
import io.takt.jobs.downtime.DowntimeInput.Row;
import io.takt.jobs.downtime.DowntimeInput.Unusable;
import io.takt.jobs.intake.DeadLetters;
import io.takt.jobs.intake.FactMapping;
import io.takt.jobs.intake.InvalidRecordException;
import io.takt.jobs.timeline.Admission;
import io.takt.schemas.RecordDecoder;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.RegistryException;
import io.takt.schemas.Topic;
import io.takt.schemas.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Messages → rows. Facts that the oee job does not admit are no evidence either; it writes their
 * dead letters and late events, here they are only counted.
 */
public final class DowntimeIntake implements KafkaRecordDeserializationSchema<DowntimeInput> {

  private static final long serialVersionUID = 1L;

  private final RegistryAddress registryAddress;
  private final long horizon;
  private transient Admission admission;
  private transient Map<String, Reader<?>> readers;
  private transient Counter notAdmitted;

  /**
   * @param horizon facts older than this at their arrival are too late, in milliseconds
   */
  public DowntimeIntake(RegistryAddress registryAddress, long horizon) {
    this.registryAddress = registryAddress;
    this.horizon = horizon;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    Registry registry = registryAddress.connect();
    admission = new Admission(horizon);
    notAdmitted = context.getMetricGroup().counter("factsNotAdmitted");
    readers = new HashMap<>();
    for (DowntimeTopic topic : DowntimeTopic.values()) {
      readers.put(topic.topic().name(), Reader.of(topic, topic.topic(), registry));
    }
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<DowntimeInput> out)
      throws RegistryException {
    Reader<?> reader = readers.get(message.topic());
    try {
      Row row = reader.read(message);
      if (admitted(row, message)) {
        out.collect(row);
      } else {
        notAdmitted.inc();
      }
    } catch (UndecodableException | InvalidRecordException e) {
      if (reader.topic().isReadByOee()) {
        notAdmitted.inc();
      } else {
        out.collect(
            new Unusable(DeadLetters.of(message, DeadLetterReason.MALFORMED, e.getMessage())));
      }
    }
  }

  private boolean admitted(Row row, ConsumerRecord<byte[], byte[]> message)
      throws InvalidRecordException {
    return switch (row.topic()) {
      case MACHINE_STATES, ALARMS, OPERATOR_EVENTS ->
          row.row() != null
              && admission.judge(FactMapping.fact(row.row(), message.timestamp()))
                  == Admission.Verdict.ADMITTED;
      case ASSETS, ALARM_MAP, STOPS, ANOMALIES -> true;
    };
  }

  @Override
  public TypeInformation<DowntimeInput> getProducedType() {
    return DowntimeInputSerializer.TYPE;
  }

  private record Reader<T extends SpecificRecord>(
      DowntimeTopic topic, Topic<T> schema, RecordDecoder<T> decoder) {

    static <T extends SpecificRecord> Reader<T> of(
        DowntimeTopic topic, Topic<T> schema, Registry registry) {
      return new Reader<>(topic, schema, new RecordDecoder<>(schema, registry));
    }

    Row read(ConsumerRecord<byte[], byte[]> message)
        throws RegistryException, UndecodableException, InvalidRecordException {
      if (message.value() != null) {
        T row = decoder.decode(message.value());
        return new Row(topic, schema.key(row), row);
      }
      if (message.key() == null) {
        throw new UndecodableException("The message has neither key nor value.");
      }
      String key = new String(message.key(), StandardCharsets.UTF_8);
      if (topic == DowntimeTopic.STOPS || topic == DowntimeTopic.ANOMALIES) {
        try {
          StopId.of(key);
        } catch (IllegalArgumentException e) {
          throw new UndecodableException(e.getMessage(), e);
        }
      }
      return new Row(topic, key, null);
    }
  }
}
