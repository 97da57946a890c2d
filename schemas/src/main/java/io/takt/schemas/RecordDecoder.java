package io.takt.schemas;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Payloads of one topic → records, by the schema each was written with. The hot way in: one reader
 * for each writer's schema, nothing resolved or looked up twice, recurring strings shared.
 *
 * <p>May be used by several threads; each has readers of its own.
 *
 * @param <T> the topic's class
 */
public final class RecordDecoder<T extends SpecificRecord> {

  private final Topic<T> topic;
  private final Registry registry;
  private final SpecificData model;
  private final ThreadLocal<Readers> readers = ThreadLocal.withInitial(Readers::new);

  /** Asks the registry nothing before the first payload. */
  public RecordDecoder(Topic<T> topic, Registry registry) {
    this.topic = topic;
    this.registry = registry;
    this.model = model(topic.type().getClassLoader());
  }

  /** As the generated classes' own model, with Avro's fast reader, which they leave off. */
  private static SpecificData model(ClassLoader classes) {
    SpecificData model = new SpecificData(classes);
    model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    model.addLogicalTypeConversion(new TimeConversions.DateConversion());
    model.addLogicalTypeConversion(new Conversions.DecimalConversion());
    model.setFastReaderEnabled(true);
    return model;
  }

  /**
   * The record in a payload.
   *
   * @param payload header and Avro binary; not kept
   * @throws UndecodableException when these bytes are no record of the topic, whoever reads them
   * @throws RegistryException when the writer's schema could not be had; the bytes may be fine
   */
  public T decode(byte[] payload) throws UndecodableException, RegistryException {
    return readers.get().read(payload);
  }

  private final class Readers {

    private final PayloadDecoder decoder = new PayloadDecoder();
    private final Map<Integer, DatumReader<T>> byWriter = new HashMap<>();
    private int lastId;
    private DatumReader<T> last;

    private T read(byte[] payload) throws UndecodableException, RegistryException {
      int id = WireFormat.schemaId(payload);
      if (last == null || id != lastId) {
        last = reader(id);
        lastId = id;
      }
      decoder.reset(payload, WireFormat.HEADER);
      T value;
      try {
        value = last.read(null, decoder);
      } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
        throw new UndecodableException(
            "The payload is not a "
                + topic.schema().getName()
                + " as the schema with id "
                + id
                + " describes it: "
                + e.getMessage(),
            e);
      }
      if (decoder.remaining() > 0) {
        throw new UndecodableException(
            "The payload goes on for "
                + decoder.remaining()
                + " bytes after the "
                + topic.schema().getName()
                + " that the schema with id "
                + id
                + " describes.");
      }
      return value;
    }

    private DatumReader<T> reader(int id) throws UndecodableException, RegistryException {
      DatumReader<T> known = byWriter.get(id);
      if (known == null) {
        known = make(id, registry.schema(id));
        byWriter.put(id, known);
      }
      return known;
    }

    private DatumReader<T> make(int id, Schema writer) throws UndecodableException {
      Schema reader = topic.schema();
      if (!writer.getType().equals(Schema.Type.RECORD)
          || !writer.getName().equals(reader.getName())) {
        throw new UndecodableException(
            "The schema with id "
                + id
                + " describes a "
                + writer.getFullName()
                + "; topic "
                + topic.name()
                + " holds "
                + reader.getFullName()
                + ".");
      }
      try {
        return model.getFastReaderBuilder().createDatumReader(writer, reader);
      } catch (IOException | AvroRuntimeException e) {
        throw new UndecodableException(
            "What the schema with id "
                + id
                + " describes cannot be read as this version's "
                + reader.getName()
                + ": "
                + e.getMessage(),
            e);
      }
    }
  }
}
