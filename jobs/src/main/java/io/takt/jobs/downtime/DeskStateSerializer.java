package io.takt.jobs.downtime;

import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link DeskState} at rest; the first byte is the version of the layout. */
public final class DeskStateSerializer extends WireSerializer<DeskState> {

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  /** The type of these. */
  public static final TypeInformation<DeskState> TYPE =
      new WireType<>(DeskState.class, new DeskStateSerializer());

  @Override
  public void serialize(DeskState value, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    out.writeDouble(value.sharpness());
    out.writeLong(value.revision());
    out.writeLong(value.newest());
    out.writeLong(value.forgotAt());
  }

  @Override
  public DeskState deserialize(DataInputView in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "State of a desk has layout " + version + "; this version reads " + VERSION + ".");
    }
    return new DeskState(in.readDouble(), in.readLong(), in.readLong(), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<DeskState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<DeskState> {
    public Snapshot() {
      super(DeskStateSerializer::new);
    }
  }
}
