package io.takt.jobs.intake;

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

/** {@link OrderRow} on its way to the order. */
public final class OrderRowSerializer extends WireSerializer<OrderRow> {

  private static final long serialVersionUID = 1L;

  /** The type of a stream of these. */
  public static final TypeInformation<OrderRow> TYPE =
      new WireType<>(OrderRow.class, new OrderRowSerializer());

  @Override
  public void serialize(OrderRow row, DataOutputView out) throws IOException {
    Words.write(row.order(), out);
    out.writeBoolean(row.info() != null);
    if (row.info() != null) {
      TableWire.write(row.info(), out);
    }
    out.writeLong(row.sourceVersion());
    out.writeBoolean(row.ended());
  }

  @Override
  public OrderRow deserialize(DataInputView in) throws IOException {
    return new OrderRow(
        Words.read(in),
        in.readBoolean() ? TableWire.readOrder(in) : null,
        in.readLong(),
        in.readBoolean());
  }

  @Override
  public TypeSerializerSnapshot<OrderRow> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OrderRow> {
    public Snapshot() {
      super(OrderRowSerializer::new);
    }
  }
}
