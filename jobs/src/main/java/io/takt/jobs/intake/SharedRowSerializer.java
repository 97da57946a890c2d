package io.takt.jobs.intake;

import io.takt.jobs.intake.SharedRow.OfCalendar;
import io.takt.jobs.intake.SharedRow.OfReason;
import io.takt.jobs.wire.TableWire;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import io.takt.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link SharedRow} on its way to every task. */
public final class SharedRowSerializer extends WireSerializer<SharedRow> {

  private static final long serialVersionUID = 1L;

  /** The type of a stream of these. */
  public static final TypeInformation<SharedRow> TYPE =
      new WireType<>(SharedRow.class, new SharedRowSerializer());

  private static final int CALENDAR = 0;
  private static final int REASON = 1;

  @Override
  public void serialize(SharedRow row, DataOutputView out) throws IOException {
    if (row instanceof OfCalendar calendar) {
      out.writeByte(CALENDAR);
      Words.write(calendar.calendar(), out);
      out.writeBoolean(calendar.rules() != null);
      if (calendar.rules() != null) {
        TableWire.write(calendar.rules(), out);
      }
    } else if (row instanceof OfReason reason) {
      out.writeByte(REASON);
      Words.write(reason.reason(), out);
      out.writeBoolean(reason.category() != null);
      if (reason.category() != null) {
        TableWire.writeReason(reason.category(), out);
      }
    }
  }

  @Override
  public SharedRow deserialize(DataInputView in) throws IOException {
    int kind = in.readByte();
    String key = Words.read(in);
    boolean there = in.readBoolean();
    return switch (kind) {
      case CALENDAR -> new OfCalendar(key, there ? TableWire.readCalendar(in) : null);
      case REASON -> new OfReason(key, there ? TableWire.readReason(in) : null);
      default -> throw new IOException("No shared row is written with kind " + kind);
    };
  }

  @Override
  public TypeSerializerSnapshot<SharedRow> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SharedRow> {
    public Snapshot() {
      super(SharedRowSerializer::new);
    }
  }
}
