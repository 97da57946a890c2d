package io.takt.jobs.oee;

import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.Versions;
import io.takt.jobs.wire.TableWire;
import io.takt.jobs.wire.WireSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Where a reason books, at rest; the first byte is the version of the layout. */
public final class ReasonSerializer extends WireSerializer<Versions<LossCategory>> {

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  public void serialize(Versions<LossCategory> reason, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    TableWire.writeReason(reason, out);
  }

  @Override
  public Versions<LossCategory> deserialize(DataInputView in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "A reason has layout " + version + "; this version reads " + VERSION + ".");
    }
    return TableWire.readReason(in);
  }

  @Override
  public TypeSerializerSnapshot<Versions<LossCategory>> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Versions<LossCategory>> {
    public Snapshot() {
      super(ReasonSerializer::new);
    }
  }
}
