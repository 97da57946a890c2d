package io.takt.jobs.telemetry;

import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import io.takt.jobs.wire.Words;
import io.takt.sinks.TelemetryMinute;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link TelemetryMinute} where an operator is not chained to its sink. */
public final class TelemetryMinuteSerializer extends WireSerializer<TelemetryMinute> {

  private static final long serialVersionUID = 1L;

  /** The type of a stream of these. */
  public static final TypeInformation<TelemetryMinute> TYPE =
      new WireType<>(TelemetryMinute.class, new TelemetryMinuteSerializer());

  @Override
  public void serialize(TelemetryMinute minute, DataOutputView out) throws IOException {
    Words.write(minute.assetId(), out);
    Words.write(minute.signal(), out);
    out.writeLong(minute.minute());
    out.writeInt(minute.good());
    out.writeInt(minute.uncertain());
    out.writeInt(minute.bad());
    out.writeInt(minute.used());
    out.writeDouble(minute.minimum());
    out.writeDouble(minute.maximum());
    out.writeDouble(minute.mean());
    out.writeDouble(minute.sd());
    out.writeDouble(minute.first());
    out.writeDouble(minute.last());
    out.writeLong(minute.revision());
  }

  @Override
  public TelemetryMinute deserialize(DataInputView in) throws IOException {
    return new TelemetryMinute(
        Words.read(in),
        Words.read(in),
        in.readLong(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<TelemetryMinute> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TelemetryMinute> {
    public Snapshot() {
      super(TelemetryMinuteSerializer::new);
    }
  }
}
