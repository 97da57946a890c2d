package io.takt.jobs.telemetry;

import io.takt.avro.Quality;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import io.takt.jobs.wire.Words;
import io.takt.sinks.TelemetrySample;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link TelemetrySample} where an operator is not chained to its sink. */
@SuppressWarnings("EnumOrdinal") // New values go to the end: the order is part of what is written.
public final class TelemetrySampleSerializer extends WireSerializer<TelemetrySample> {

  private static final long serialVersionUID = 1L;

  /** The type of a stream of these. */
  public static final TypeInformation<TelemetrySample> TYPE =
      new WireType<>(TelemetrySample.class, new TelemetrySampleSerializer());

  private static final Quality[] QUALITIES = Quality.values();

  @Override
  public void serialize(TelemetrySample sample, DataOutputView out) throws IOException {
    Words.write(sample.assetId(), out);
    Words.write(sample.signal(), out);
    out.writeLong(sample.at());
    out.writeDouble(sample.value());
    out.writeByte(sample.quality().ordinal());
    out.writeLong(sample.arrivedAt());
    Words.write(sample.source(), out);
    out.writeLong(sample.sequence());
    out.writeBoolean(sample.restates());
  }

  @Override
  public TelemetrySample deserialize(DataInputView in) throws IOException {
    return new TelemetrySample(
        Words.read(in),
        Words.read(in),
        in.readLong(),
        in.readDouble(),
        QUALITIES[in.readByte()],
        in.readLong(),
        Words.read(in),
        in.readLong(),
        in.readBoolean());
  }

  @Override
  public TypeSerializerSnapshot<TelemetrySample> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TelemetrySample> {
    public Snapshot() {
      super(TelemetrySampleSerializer::new);
    }
  }
}
