package io.takt.jobs.oee;

import io.takt.jobs.timeline.Block;
import io.takt.jobs.timeline.BlockCodec;
import io.takt.jobs.wire.WireSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Block} at rest; its bytes begin with their version. */
public final class BlockSerializer extends WireSerializer<Block> {

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Block copy(Block from) {
    return from.copy();
  }

  @Override
  public void serialize(Block block, DataOutputView out) throws IOException {
    out.write(BlockCodec.bytes(block));
  }

  @Override
  public Block deserialize(DataInputView in) throws IOException {
    return BlockCodec.read(in);
  }

  @Override
  public TypeSerializerSnapshot<Block> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Block> {
    public Snapshot() {
      super(BlockSerializer::new);
    }
  }
}
