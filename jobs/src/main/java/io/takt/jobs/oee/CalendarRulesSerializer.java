package io.takt.jobs.oee;

import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.wire.TableWire;
import io.takt.jobs.wire.WireSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link CalendarRules} at rest; the first byte is the version of the layout. */
public final class CalendarRulesSerializer extends WireSerializer<CalendarRules> {

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  public void serialize(CalendarRules rules, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    TableWire.write(rules, out);
  }

  @Override
  public CalendarRules deserialize(DataInputView in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "A calendar has layout " + version + "; this version reads " + VERSION + ".");
    }
    return TableWire.readCalendar(in);
  }

  @Override
  public TypeSerializerSnapshot<CalendarRules> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CalendarRules> {
    public Snapshot() {
      super(CalendarRulesSerializer::new);
    }
  }
}
