package io.takt.jobs.downtime;

import io.takt.avro.StopCause;
import io.takt.jobs.wire.AvroWire;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import io.takt.jobs.wire.Words;
import io.takt.sinks.CauseChange;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link CauseChange} where an operator is not chained to its sink. */
public final class CauseChangeSerializer extends WireSerializer<CauseChange> {

  private static final long serialVersionUID = 1L;

  /** The type of these. */
  public static final TypeInformation<CauseChange> TYPE =
      new WireType<>(CauseChange.class, new CauseChangeSerializer());

  @Override
  public void serialize(CauseChange value, DataOutputView out) throws IOException {
    Words.write(value.assetId(), out);
    out.writeLong(value.startedAt().toEpochMilli());
    out.writeLong(value.revision());
    out.writeBoolean(value.cause() != null);
    if (value.cause() != null) {
      AvroWire.write(value.cause(), out);
    }
  }

  @Override
  public CauseChange deserialize(DataInputView in) throws IOException {
    return new CauseChange(
        Words.read(in),
        Instant.ofEpochMilli(in.readLong()),
        in.readLong(),
        in.readBoolean() ? AvroWire.read(StopCause.class, in) : null);
  }

  @Override
  public TypeSerializerSnapshot<CauseChange> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CauseChange> {
    public Snapshot() {
      super(CauseChangeSerializer::new);
    }
  }
}
