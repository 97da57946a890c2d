package io.takt.jobs.oee;

import io.takt.jobs.timeline.ShiftReport;
import io.takt.jobs.timeline.ShiftReportCodec;
import io.takt.jobs.wire.WireSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link ShiftReport} at rest; its bytes begin with their version. */
public final class ShiftReportSerializer extends WireSerializer<ShiftReport> {

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(ShiftReport report, DataOutputView out) throws IOException {
    ShiftReportCodec.write(report, out);
  }

  @Override
  public ShiftReport deserialize(DataInputView in) throws IOException {
    return ShiftReportCodec.read(in);
  }

  @Override
  public TypeSerializerSnapshot<ShiftReport> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ShiftReport> {
    public Snapshot() {
      super(ShiftReportSerializer::new);
    }
  }
}
