package io.takt.jobs.oee;

import io.takt.avro.Stop;
import io.takt.jobs.wire.AvroWire;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import io.takt.jobs.wire.Words;
import io.takt.sinks.StopChange;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link StopChange} where an operator is not chained to its sink. */
public final class StopChangeSerializer extends WireSerializer<StopChange> {

  private static final long serialVersionUID = 1L;

  /** The type of a stream of these. */
  public static final TypeInformation<StopChange> TYPE =
      new WireType<>(StopChange.class, new StopChangeSerializer());

  @Override
  public void serialize(StopChange change, DataOutputView out) throws IOException {
    Words.write(change.assetId(), out);
    out.writeLong(change.startedAt().toEpochMilli());
    out.writeLong(change.revision());
    out.writeBoolean(change.stop() != null);
    if (change.stop() != null) {
      AvroWire.write(change.stop(), out);
    }
  }

  @Override
  public StopChange deserialize(DataInputView in) throws IOException {
    return new StopChange(
        Words.read(in),
        Instant.ofEpochMilli(in.readLong()),
        in.readLong(),
        in.readBoolean() ? AvroWire.read(Stop.class, in) : null);
  }

  @Override
  public TypeSerializerSnapshot<StopChange> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<StopChange> {
    public Snapshot() {
      super(StopChangeSerializer::new);
    }
  }
}
