package io.takt.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records of one topic → payloads. The schema is registered once, when this is made.
 *
 * <p>May be used by several threads; each has a buffer of its own.
 *
 * @param <T> the topic's class
 */
public final class RecordEncoder<T extends SpecificRecord> {

  private static final int TYPICAL_SIZE = 256;

  private final byte[] header = new byte[WireFormat.HEADER];
  private final DatumWriter<T> writer;
  private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);

  /** Registers the topic's schema, unless it is. */
  @SuppressWarnings("unchecked") // The topic's schema is that of its class.
  public RecordEncoder(Topic<T> topic, Registry registry) throws RegistryException {
    WireFormat.writeHeader(header, registry.register(topic.subject(), topic.schema()));
    this.writer = SpecificData.getForClass(topic.type()).createDatumWriter(topic.schema());
  }

  /** Header and Avro binary of the record. */
  public byte[] encode(T value) {
    Buffer buffer = buffers.get();
    buffer.out.reset();
    buffer.out.writeBytes(header);
    try {
      writer.write(value, buffer.encoder);
      buffer.encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return buffer.out.toByteArray();
  }

  private static final class Buffer {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(TYPICAL_SIZE);
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
  }
}
