package io.takt.jobs.intake;

import io.takt.avro.DataQuality;
import io.takt.avro.DeadLetter;
import io.takt.avro.LateEvent;
import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.intake.Inlet.Doubtful;
import io.takt.jobs.intake.Inlet.TableRow;
import io.takt.jobs.intake.Inlet.TooLate;
import io.takt.jobs.intake.Inlet.Unusable;
import io.takt.jobs.wire.AvroWire;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import io.takt.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Inlet} where a source is not chained to what follows. */
@SuppressWarnings("EnumOrdinal") // New values go to the end: the order is part of what is written.
public final class InletSerializer extends WireSerializer<Inlet> {

  private static final long serialVersionUID = 1L;

  /** The type of a stream of these. */
  public static final TypeInformation<Inlet> TYPE =
      new WireType<>(Inlet.class, new InletSerializer());

  private static final TableTopic[] TABLES = TableTopic.values();

  private static final int REPORTED = 0;
  private static final int TABLE_ROW = 1;
  private static final int UNUSABLE = 2;
  private static final int TOO_LATE = 3;
  private static final int DOUBTFUL = 4;

  @Override
  public void serialize(Inlet inlet, DataOutputView out) throws IOException {
    if (inlet instanceof Reported reported) {
      out.writeByte(REPORTED);
      AssetInputSerializer.write(reported, out);
    } else if (inlet instanceof TableRow row) {
      out.writeByte(TABLE_ROW);
      out.writeByte(row.table().ordinal());
      Words.write(row.key(), out);
      out.writeBoolean(row.row() != null);
      if (row.row() != null) {
        AvroWire.write(row.row(), out);
      }
    } else if (inlet instanceof Unusable unusable) {
      out.writeByte(UNUSABLE);
      AvroWire.write(unusable.letter(), out);
    } else if (inlet instanceof TooLate late) {
      out.writeByte(TOO_LATE);
      AvroWire.write(late.event(), out);
    } else if (inlet instanceof Doubtful doubtful) {
      out.writeByte(DOUBTFUL);
      AvroWire.write(doubtful.doubt(), out);
    }
  }

  @Override
  public Inlet deserialize(DataInputView in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case REPORTED -> AssetInputSerializer.readReported(in);
      case TABLE_ROW -> row(in);
      case UNUSABLE -> new Unusable(AvroWire.read(DeadLetter.class, in));
      case TOO_LATE -> new TooLate(AvroWire.read(LateEvent.class, in));
      case DOUBTFUL -> new Doubtful(AvroWire.read(DataQuality.class, in));
      default -> throw new IOException("No inlet is written with kind " + kind);
    };
  }

  private static TableRow row(DataInputView in) throws IOException {
    TableTopic table = TABLES[in.readByte()];
    String key = Words.read(in);
    return new TableRow(
        table, key, in.readBoolean() ? AvroWire.read(table.topic().type(), in) : null);
  }

  @Override
  public TypeSerializerSnapshot<Inlet> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Inlet> {
    public Snapshot() {
      super(InletSerializer::new);
    }
  }
}
