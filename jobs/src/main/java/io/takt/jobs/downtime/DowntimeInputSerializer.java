package io.takt.jobs.downtime;

import io.takt.avro.DeadLetter;
import io.takt.jobs.downtime.DowntimeInput.Row;
import io.takt.jobs.downtime.DowntimeInput.Unusable;
import io.takt.jobs.wire.AvroWire;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import io.takt.jobs.wire.Words;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link DowntimeInput} between tasks, and where it waits for its asset's description. */
@SuppressWarnings("EnumOrdinal") // New topics go to the end: the order is part of what is written.
public final class DowntimeInputSerializer extends WireSerializer<DowntimeInput> {

  private static final long serialVersionUID = 1L;
  private static final int UNUSABLE = 127;
  private static final DowntimeTopic[] TOPICS = DowntimeTopic.values();

  /** The type of a stream of these. */
  public static final TypeInformation<DowntimeInput> TYPE =
      new WireType<>(DowntimeInput.class, new DowntimeInputSerializer());

  @Override
  public void serialize(DowntimeInput input, DataOutputView out) throws IOException {
    if (input instanceof Unusable unusable) {
      out.writeByte(UNUSABLE);
      AvroWire.write(unusable.letter(), out);
      return;
    }
    Row row = (Row) input;
    out.writeByte(row.topic().ordinal());
    Words.write(row.key(), out);
    out.writeBoolean(row.row() != null);
    if (row.row() != null) {
      AvroWire.write(row.row(), out);
    }
  }

  @Override
  public DowntimeInput deserialize(DataInputView in) throws IOException {
    int topic = in.readByte();
    if (topic == UNUSABLE) {
      return new Unusable(AvroWire.read(DeadLetter.class, in));
    }
    String key = Words.read(in);
    Class<? extends SpecificRecord> type = TOPICS[topic].topic().type();
    return new Row(TOPICS[topic], key, in.readBoolean() ? AvroWire.read(type, in) : null);
  }

  @Override
  public TypeSerializerSnapshot<DowntimeInput> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<DowntimeInput> {
    public Snapshot() {
      super(DowntimeInputSerializer::new);
    }
  }
}
