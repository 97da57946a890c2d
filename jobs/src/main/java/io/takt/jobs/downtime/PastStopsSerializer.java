package io.takt.jobs.downtime;

import io.takt.jobs.downtime.cause.Codec;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link PastStops} at rest; the first byte is the version of the layout. */
public final class PastStopsSerializer extends WireSerializer<PastStops> {

  private static final long serialVersionUID = 1L;

  /** The type of these. */
  public static final TypeInformation<PastStops> TYPE =
      new WireType<>(PastStops.class, new PastStopsSerializer());

  @Override
  public void serialize(PastStops value, DataOutputView out) throws IOException {
    Codec.past(value.stops(), out);
  }

  @Override
  public PastStops deserialize(DataInputView in) throws IOException {
    return new PastStops(Codec.past(in));
  }

  @Override
  public TypeSerializerSnapshot<PastStops> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<PastStops> {
    public Snapshot() {
      super(PastStopsSerializer::new);
    }
  }
}
