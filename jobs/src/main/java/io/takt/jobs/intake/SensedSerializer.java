package io.takt.jobs.intake;

import io.takt.avro.DeadLetter;
import io.takt.avro.Quality;
import io.takt.avro.Signal;
import io.takt.jobs.intake.Sensed.Described;
import io.takt.jobs.intake.Sensed.Sample;
import io.takt.jobs.intake.Sensed.Unusable;
import io.takt.jobs.wire.AvroWire;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import io.takt.jobs.wire.Words;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Sensed} between tasks. */
@SuppressWarnings("EnumOrdinal") // New values go to the end: the order is part of what is written.
public final class SensedSerializer extends WireSerializer<Sensed> {

  private static final long serialVersionUID = 1L;

  /** The type of a stream of these. */
  public static final TypeInformation<Sensed> TYPE =
      new WireType<>(Sensed.class, new SensedSerializer());

  private static final Quality[] QUALITIES = Quality.values();
  private static final int SAMPLE = 0;
  private static final int DESCRIBED = 1;
  private static final int UNUSABLE = 2;

  @Override
  public void serialize(Sensed sensed, DataOutputView out) throws IOException {
    if (sensed instanceof Sample sample) {
      out.writeByte(SAMPLE);
      write(sample, out);
    } else if (sensed instanceof Described described) {
      out.writeByte(DESCRIBED);
      Words.write(described.asset(), out);
      Words.write(described.signal(), out);
      out.writeBoolean(described.row() != null);
      if (described.row() != null) {
        AvroWire.write(described.row(), out);
      }
    } else if (sensed instanceof Unusable unusable) {
      out.writeByte(UNUSABLE);
      AvroWire.write(unusable.letter(), out);
    }
  }

  /** A sample alone. */
  public static void write(Sample sample, DataOutput out) throws IOException {
    Words.write(sample.asset(), out);
    Words.write(sample.signal(), out);
    out.writeLong(sample.at());
    out.writeDouble(sample.value());
    out.writeByte(sample.quality().ordinal());
    out.writeLong(sample.arrivedAt());
    Words.write(sample.source(), out);
    out.writeLong(sample.sequence());
  }

  /** A sample as {@link #write} wrote it. */
  public static Sample readSample(DataInput in) throws IOException {
    return new Sample(
        Words.read(in),
        Words.read(in),
        in.readLong(),
        in.readDouble(),
        QUALITIES[in.readByte()],
        in.readLong(),
        Words.read(in),
        in.readLong());
  }

  @Override
  public Sensed deserialize(DataInputView in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case SAMPLE -> readSample(in);
      case DESCRIBED ->
          new Described(
              Words.read(in),
              Words.read(in),
              in.readBoolean() ? AvroWire.read(Signal.class, in) : null);
      case UNUSABLE -> new Unusable(AvroWire.read(DeadLetter.class, in));
      default -> throw new IOException("Nothing sensed is written with kind " + kind);
    };
  }

  @Override
  public TypeSerializerSnapshot<Sensed> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Sensed> {
    public Snapshot() {
      super(SensedSerializer::new);
    }
  }
}
