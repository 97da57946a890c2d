package io.takt.jobs.intake;

import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.wire.WireSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Reported facts of one asset, at rest. */
public final class ReportedListSerializer extends WireSerializer<List<Reported>> {

  private static final long serialVersionUID = 1L;

  private static final int BYTES_EACH = 64;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public List<Reported> copy(List<Reported> from) {
    return new ArrayList<>(from);
  }

  @Override
  public void serialize(List<Reported> facts, DataOutputView out) throws IOException {
    // As a whole: a checkpoint's stream is slow at taking bytes one by one.
    DataOutputSerializer bytes = new DataOutputSerializer((facts.size() + 1) * BYTES_EACH);
    bytes.writeInt(facts.size());
    for (Reported fact : facts) {
      AssetInputSerializer.write(fact, bytes);
    }
    out.write(bytes.getSharedBuffer(), 0, bytes.length());
  }

  @Override
  public List<Reported> deserialize(DataInputView in) throws IOException {
    int size = in.readInt();
    List<Reported> facts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      facts.add(AssetInputSerializer.readReported(in));
    }
    return facts;
  }

  @Override
  public TypeSerializerSnapshot<List<Reported>> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<List<Reported>> {
    public Snapshot() {
      super(ReportedListSerializer::new);
    }
  }
}
