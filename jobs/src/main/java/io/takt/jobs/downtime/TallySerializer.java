package io.takt.jobs.downtime;

import io.takt.jobs.downtime.cause.Codec;
import io.takt.jobs.downtime.cause.Tally;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Tally} at rest; the first byte is the version of the layout. */
public final class TallySerializer extends WireSerializer<Tally> {

  private static final long serialVersionUID = 1L;

  /** The type of these. */
  public static final TypeInformation<Tally> TYPE =
      new WireType<>(Tally.class, new TallySerializer());

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Tally copy(Tally from) {
    try {
      DataOutputSerializer bytes = new DataOutputSerializer(256);
      serialize(from, bytes);
      return deserialize(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void serialize(Tally value, DataOutputView out) throws IOException {
    Codec.tally(value, out);
  }

  @Override
  public Tally deserialize(DataInputView in) throws IOException {
    return Codec.tally(in);
  }

  @Override
  public TypeSerializerSnapshot<Tally> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Tally> {
    public Snapshot() {
      super(TallySerializer::new);
    }
  }
}
