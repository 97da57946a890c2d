package io.takt.jobs.downtime;

import io.takt.jobs.downtime.cause.Codec;
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

/** {@link CaseChange} between tasks. */
public final class CaseChangeSerializer extends WireSerializer<CaseChange> {

  private static final long serialVersionUID = 1L;

  /** The type of these. */
  public static final TypeInformation<CaseChange> TYPE =
      new WireType<>(CaseChange.class, new CaseChangeSerializer());

  @Override
  public void serialize(CaseChange value, DataOutputView out) throws IOException {
    Words.write(value.site(), out);
    Words.write(value.key().asset(), out);
    out.writeLong(value.key().start());
    out.writeBoolean(value.stop() != null);
    if (value.stop() != null) {
      Codec.stopCase(value.stop(), out);
    }
  }

  @Override
  public CaseChange deserialize(DataInputView in) throws IOException {
    return new CaseChange(
        Words.read(in),
        new StopKey(Words.read(in), in.readLong()),
        in.readBoolean() ? Codec.stopCase(in) : null);
  }

  @Override
  public TypeSerializerSnapshot<CaseChange> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CaseChange> {
    public Snapshot() {
      super(CaseChangeSerializer::new);
    }
  }
}
