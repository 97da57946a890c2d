package io.takt.jobs.downtime;

import io.takt.jobs.downtime.cause.Codec;
import io.takt.jobs.downtime.cause.KnownStop;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link KnownStop} at rest; the first byte is the version of the layout. */
public final class KnownStopSerializer extends WireSerializer<KnownStop> {

  private static final long serialVersionUID = 1L;

  /** The type of these. */
  public static final TypeInformation<KnownStop> TYPE =
      new WireType<>(KnownStop.class, new KnownStopSerializer());

  @Override
  public void serialize(KnownStop value, DataOutputView out) throws IOException {
    Codec.known(value, out);
  }

  @Override
  public KnownStop deserialize(DataInputView in) throws IOException {
    return Codec.known(in);
  }

  @Override
  public TypeSerializerSnapshot<KnownStop> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<KnownStop> {
    public Snapshot() {
      super(KnownStopSerializer::new);
    }
  }
}
