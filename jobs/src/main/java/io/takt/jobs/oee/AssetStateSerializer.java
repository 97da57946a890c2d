package io.takt.jobs.oee;

import io.takt.jobs.timeline.HeadCodec;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link AssetState} at rest; the first byte is the version of the layout. */
public final class AssetStateSerializer extends WireSerializer<AssetState> {

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public AssetState copy(AssetState from) {
    return from.copy();
  }

  @Override
  public void serialize(AssetState state, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    out.writeLong(state.revision);
    out.writeLong(state.advancedTo);
    out.writeLong(state.timer);
    out.writeLong(state.urgentBy);
    out.writeLong(state.liveAt);
    out.writeLong(state.liveAsOf);
    out.writeBoolean(state.liveIsOld);
    out.writeLong(state.tables);
    out.writeLong(state.restore);
    out.writeLong(state.prunedAt);
    out.writeLong(state.lastArrival);
    out.writeBoolean(state.rated);
    out.writeLong(state.reportUnknownBy);
    out.writeInt(state.held);
    out.writeBoolean(state.unknownSaid);
    Words.write(state.calendar, out);
    out.writeInt(state.reasons.size());
    for (String reason : state.reasons) {
      Words.write(reason, out);
    }
    HeadCodec.write(state.head, out);
  }

  @Override
  public AssetState deserialize(DataInputView in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "State of an asset has layout " + version + "; this version reads " + VERSION + ".");
    }
    AssetState state = new AssetState(null);
    state.revision = in.readLong();
    state.advancedTo = in.readLong();
    state.timer = in.readLong();
    state.urgentBy = in.readLong();
    state.liveAt = in.readLong();
    state.liveAsOf = in.readLong();
    state.liveIsOld = in.readBoolean();
    state.tables = in.readLong();
    state.restore = in.readLong();
    state.prunedAt = in.readLong();
    state.lastArrival = in.readLong();
    state.rated = in.readBoolean();
    state.reportUnknownBy = in.readLong();
    state.held = in.readInt();
    state.unknownSaid = in.readBoolean();
    state.calendar = Words.read(in);
    int reasons = in.readInt();
    for (int i = 0; i < reasons; i++) {
      state.reasons.add(Words.read(in));
    }
    state.head = HeadCodec.read(in);
    return state;
  }

  @Override
  public TypeSerializerSnapshot<AssetState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AssetState> {
    public Snapshot() {
      super(AssetStateSerializer::new);
    }
  }
}
