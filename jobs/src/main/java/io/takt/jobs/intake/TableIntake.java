package io.takt.jobs.intake;

import io.takt.avro.DeadLetterReason;
import io.takt.jobs.intake.Inlet.TableRow;
import io.takt.jobs.intake.Inlet.Unusable;
import io.takt.schemas.RecordDecoder;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.RegistryException;
import io.takt.schemas.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Messages on the topics of tables → rows. A row that cannot be read or contradicts itself becomes
 * a dead letter, and the row that was there before goes on to hold.
 */
public final class TableIntake implements KafkaRecordDeserializationSchema<Inlet> {

  private static final long serialVersionUID = 1L;

  private final RegistryAddress registryAddress;
  private transient Map<String, Reader<?>> readers;

  public TableIntake(RegistryAddress registryAddress) {
    this.registryAddress = registryAddress;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    Registry registry = registryAddress.connect();
    readers = new HashMap<>();
    for (TableTopic table : TableTopic.values()) {
      readers.put(table.topic().name(), Reader.of(table, table.topic(), registry));
    }
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Inlet> out)
      throws RegistryException {
    out.collect(readers.get(message.topic()).read(message));
  }

  @Override
  public TypeInformation<Inlet> getProducedType() {
    return InletSerializer.TYPE;
  }

  private record Reader<T extends SpecificRecord>(
      TableTopic table, io.takt.schemas.Topic<T> topic, RecordDecoder<T> decoder) {

    static <T extends SpecificRecord> Reader<T> of(
        TableTopic table, io.takt.schemas.Topic<T> topic, Registry registry) {
      return new Reader<>(table, topic, new RecordDecoder<>(topic, registry));
    }

    Inlet read(ConsumerRecord<byte[], byte[]> message) throws RegistryException {
      if (message.value() == null) {
        return deleted(message);
      }
      try {
        T row = decoder.decode(message.value());
        TableMapping.check(row);
        return new TableRow(table, topic.key(row), row);
      } catch (UndecodableException e) {
        return unusable(message, DeadLetterReason.MALFORMED, e.getMessage());
      } catch (IllegalArgumentException e) {
        return unusable(message, DeadLetterReason.INVALID_TABLE_ROW, e.getMessage());
      }
    }

    private Inlet deleted(ConsumerRecord<byte[], byte[]> message) {
      if (message.key() == null) {
        return unusable(
            message, DeadLetterReason.MALFORMED, "The message has neither key nor value.");
      }
      return new TableRow(table, new String(message.key(), StandardCharsets.UTF_8), null);
    }

    private static Inlet unusable(
        ConsumerRecord<byte[], byte[]> message, DeadLetterReason reason, String detail) {
      return new Unusable(DeadLetters.of(message, reason, detail));
    }
  }
}
