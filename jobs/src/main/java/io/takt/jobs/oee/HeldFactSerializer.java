package io.takt.jobs.oee;

import io.takt.jobs.intake.FactTopic;
import io.takt.jobs.wire.WireSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link HeldFact} at rest. */
@SuppressWarnings("EnumOrdinal") // New values go to the end: the order is part of what is written.
public final class HeldFactSerializer extends WireSerializer<HeldFact> {

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final FactTopic[] TOPICS = FactTopic.values();

  @Override
  public void serialize(HeldFact held, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    out.writeByte(held.topic().ordinal());
    out.writeInt(held.partition());
    out.writeLong(held.offset());
    out.writeLong(held.arrivedAt());
  }

  @Override
  public HeldFact deserialize(DataInputView in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "A held fact has layout " + version + "; this version reads " + VERSION + ".");
    }
    return new HeldFact(TOPICS[in.readByte()], in.readInt(), in.readLong(), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<HeldFact> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<HeldFact> {
    public Snapshot() {
      super(HeldFactSerializer::new);
    }
  }
}
