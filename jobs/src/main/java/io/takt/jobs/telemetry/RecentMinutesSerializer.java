package io.takt.jobs.telemetry;

import io.takt.jobs.wire.WireSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link RecentMinutes} at rest; the first byte is the version of the layout. */
public final class RecentMinutesSerializer extends WireSerializer<RecentMinutes> {

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public RecentMinutes copy(RecentMinutes from) {
    return from.copy();
  }

  @Override
  public void serialize(RecentMinutes minutes, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    minutes.write(out);
  }

  @Override
  public RecentMinutes deserialize(DataInputView in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "Minutes of signals have layout " + version + "; this version reads " + VERSION + ".");
    }
    return RecentMinutes.read(in);
  }

  @Override
  public TypeSerializerSnapshot<RecentMinutes> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RecentMinutes> {
    public Snapshot() {
      super(RecentMinutesSerializer::new);
    }
  }
}
