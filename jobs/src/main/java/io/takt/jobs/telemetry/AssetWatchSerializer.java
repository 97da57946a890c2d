package io.takt.jobs.telemetry;

import io.takt.jobs.wire.WireSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link AssetWatch} at rest; the first byte is the version of the layout. */
public final class AssetWatchSerializer extends WireSerializer<AssetWatch> {

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public AssetWatch copy(AssetWatch from) {
    return from.copy();
  }

  @Override
  public void serialize(AssetWatch watch, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    watch.write(out);
  }

  @Override
  public AssetWatch deserialize(DataInputView in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "The watch of an asset has layout " + version + "; this version reads " + VERSION + ".");
    }
    return AssetWatch.read(in);
  }

  @Override
  public TypeSerializerSnapshot<AssetWatch> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AssetWatch> {
    public Snapshot() {
      super(AssetWatchSerializer::new);
    }
  }
}
