package io.takt.jobs.downtime;

import io.takt.jobs.downtime.cause.LineCodec;
import io.takt.jobs.downtime.cause.LineHistory;
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

/** {@link LineHistory} at rest; the first byte is the version of the layout. */
public final class LineHistorySerializer extends WireSerializer<LineHistory> {

  private static final long serialVersionUID = 1L;

  /** The type of these. */
  public static final TypeInformation<LineHistory> TYPE =
      new WireType<>(LineHistory.class, new LineHistorySerializer());

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public LineHistory copy(LineHistory from) {
    try {
      DataOutputSerializer bytes = new DataOutputSerializer(256);
      serialize(from, bytes);
      return deserialize(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void serialize(LineHistory value, DataOutputView out) throws IOException {
    LineCodec.write(value, out);
  }

  @Override
  public LineHistory deserialize(DataInputView in) throws IOException {
    return LineCodec.read(in);
  }

  @Override
  public TypeSerializerSnapshot<LineHistory> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LineHistory> {
    public Snapshot() {
      super(LineHistorySerializer::new);
    }
  }
}
