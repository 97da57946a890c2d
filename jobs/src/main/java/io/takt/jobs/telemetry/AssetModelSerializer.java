package io.takt.jobs.telemetry;

import io.takt.jobs.anomaly.AssetModel;
import io.takt.jobs.anomaly.AssetModelCodec;
import io.takt.jobs.wire.WireSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link AssetModel} at rest, by its own codec, which has the version.
 *
 * <p>On the heap the model lives as it is, and nothing is written or read for a sample. It changes
 * in place, so a true copy is made of it: once for each model that is used while a snapshot is
 * being written.
 */
public final class AssetModelSerializer extends WireSerializer<AssetModel> {

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public AssetModel copy(AssetModel from) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      AssetModelCodec.write(from, new DataOutputStream(bytes));
      return AssetModelCodec.read(
          new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException("An asset's model cannot be copied.", e);
    }
  }

  @Override
  public void serialize(AssetModel model, DataOutputView out) throws IOException {
    AssetModelCodec.write(model, out);
  }

  @Override
  public AssetModel deserialize(DataInputView in) throws IOException {
    return AssetModelCodec.read(in);
  }

  @Override
  public TypeSerializerSnapshot<AssetModel> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AssetModel> {
    public Snapshot() {
      super(AssetModelSerializer::new);
    }
  }
}
