package io.takt.jobs.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Avro records between tasks, in Avro's binary form; for what is rare. */
public final class AvroWire {

  private AvroWire() {}

  /** A record of a class that the reader knows. */
  @SuppressWarnings("unchecked") // A record's own class.
  public static <T extends SpecificRecord> void write(T row, DataOutput out) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    SpecificData.getForClass(row.getClass()).createDatumWriter(row.getSchema()).write(row, encoder);
    encoder.flush();
    out.writeInt(bytes.size());
    out.write(bytes.toByteArray());
  }

  /** A record as {@link #write} wrote it. */
  @SuppressWarnings("unchecked") // The model makes records of the schema's class.
  public static <T extends SpecificRecord> T read(Class<T> type, DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    SpecificData model = SpecificData.getForClass(type);
    return (T)
        model
            .createDatumReader(model.getSchema(type))
            .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
