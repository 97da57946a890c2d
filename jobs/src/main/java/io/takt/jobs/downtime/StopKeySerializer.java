package io.takt.jobs.downtime;

import io.takt.jobs.downtime.cause.StopKey;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import io.takt.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link StopKey} as a key in state. */
public final class StopKeySerializer extends WireSerializer<StopKey> {

  private static final long serialVersionUID = 1L;

  /** The type of these. */
  public static final TypeInformation<StopKey> TYPE =
      new WireType<>(StopKey.class, new StopKeySerializer());

  @Override
  public void serialize(StopKey value, DataOutputView out) throws IOException {
    Words.write(value.asset(), out);
    out.writeLong(value.start());
  }

  @Override
  public StopKey deserialize(DataInputView in) throws IOException {
    return new StopKey(Words.read(in), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<StopKey> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<StopKey> {
    public Snapshot() {
      super(StopKeySerializer::new);
    }
  }
}
