package io.takt.jobs.downtime;

import io.takt.jobs.downtime.cause.EventCodec;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import io.takt.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link LineInput} between tasks. */
public final class LineInputSerializer extends WireSerializer<LineInput> {

  private static final long serialVersionUID = 1L;

  /** The type of these. */
  public static final TypeInformation<LineInput> TYPE =
      new WireType<>(LineInput.class, new LineInputSerializer());

  @Override
  public void serialize(LineInput value, DataOutputView out) throws IOException {
    Words.write(value.line(), out);
    EventCodec.write(value.event(), out);
  }

  @Override
  public LineInput deserialize(DataInputView in) throws IOException {
    return new LineInput(Words.read(in), EventCodec.read(in));
  }

  @Override
  public TypeSerializerSnapshot<LineInput> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LineInput> {
    public Snapshot() {
      super(LineInputSerializer::new);
    }
  }
}
