package io.takt.bench.chaos;

import io.takt.ingest.FactPublisher;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistryException;
import io.takt.schemas.TopicCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A sender that is brought up to a newer version while it sends: once a file is there it registers
 * the schema of counts with one more field, which it fills, and writes by it.
 */
final class NewSchema implements FactPublisher {

  private static final String TOPIC = TopicCatalogue.PRODUCTION_COUNTS.name();
  private static final int HEADER = 5;

  private final FactPublisher publisher;
  private final Registry registry;
  private final Path order;
  private final Path done;
  private Schema schema;
  private int id;

  /**
   * Sends by this publisher.
   *
   * @param order the file that says when; beside it, with {@code .done} to its name, one with the
   *     schema's id appears when the first record by it was handed over
   */
  NewSchema(FactPublisher publisher, Registry registry, Path order) {
    this.publisher = publisher;
    this.registry = registry;
    this.order = order;
    this.done = done(order);
  }

  static Path done(Path order) {
    return order.resolveSibling(order.getFileName() + ".done");
  }

  @Override
  public void publish(String topic, String key, SpecificRecord value, Instant arrivedAt) {
    if (!topic.equals(TOPIC) || (schema == null && !Files.exists(order))) {
      publisher.publish(topic, key, value, arrivedAt);
      return;
    }
    boolean first = schema == null;
    if (first) {
      register(value.getSchema());
    }
    publisher.publishRaw(topic, key.getBytes(StandardCharsets.UTF_8), encode(value), arrivedAt);
    if (first) {
      publisher.flush();
      say(Integer.toString(id));
    }
  }

  private void register(Schema old) {
    List<Schema.Field> fields = new ArrayList<>();
    old.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    fields.add(
        new Schema.Field("cavity", Schema.create(Schema.Type.INT), "Which cavity of the tool.", 0));
    Schema wider =
        Schema.createRecord(old.getName(), old.getDoc(), old.getNamespace(), false, fields);
    try {
      id = registry.register(TopicCatalogue.PRODUCTION_COUNTS.subject(), wider);
    } catch (RegistryException e) {
      throw new IllegalStateException(e);
    }
    schema = wider;
  }

  /** The old fields as they were; the new one, which is the last, says something. */
  private byte[] encode(SpecificRecord value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(HEADER).put((byte) 0).putInt(id).array());
    try {
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      @SuppressWarnings("unchecked") // It is the writer of the value's own class.
      DatumWriter<SpecificRecord> writer =
          SpecificData.getForClass(value.getClass()).createDatumWriter(value.getSchema());
      writer.write(value, encoder);
      encoder.writeInt(7);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void say(String text) {
    try {
      Files.writeString(done, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void publishRaw(String topic, byte[] key, byte[] value, Instant arrivedAt) {
    publisher.publishRaw(topic, key, value, arrivedAt);
  }

  @Override
  public void flush() {
    publisher.flush();
  }

  @Override
  public Map<String, Long> published() {
    return publisher.published();
  }
}
