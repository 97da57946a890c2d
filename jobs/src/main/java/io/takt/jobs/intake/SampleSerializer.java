package io.takt.jobs.intake;

import io.takt.jobs.intake.Sensed.Sample;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Sample} on its way through the shuffle. */
public final class SampleSerializer extends WireSerializer<Sample> {

  private static final long serialVersionUID = 1L;

  /** The type of a stream of these. */
  public static final TypeInformation<Sample> TYPE =
      new WireType<>(Sample.class, new SampleSerializer());

  @Override
  public void serialize(Sample sample, DataOutputView out) throws IOException {
    SensedSerializer.write(sample, out);
  }

  @Override
  public Sample deserialize(DataInputView in) throws IOException {
    return SensedSerializer.readSample(in);
  }

  @Override
  public TypeSerializerSnapshot<Sample> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Sample> {
    public Snapshot() {
      super(SampleSerializer::new);
    }
  }
}
