package io.takt.jobs.oee;

import io.takt.jobs.wire.TableWire;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.Words;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link OrderState} at rest; the first byte is the version of the layout. */
public final class OrderStateSerializer extends WireSerializer<OrderState> {

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public OrderState copy(OrderState from) {
    return from.copy();
  }

  @Override
  public void serialize(OrderState state, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    out.writeBoolean(state.info != null);
    if (state.info != null) {
      TableWire.write(state.info, out);
    }
    out.writeLong(state.sourceVersion);
    out.writeBoolean(state.ended);
    write(state.assets, out);
    write(state.unanswered, out);
  }

  private static void write(Map<String, Long> instants, DataOutputView out) throws IOException {
    out.writeInt(instants.size());
    for (Map.Entry<String, Long> entry : instants.entrySet()) {
      Words.write(entry.getKey(), out);
      out.writeLong(entry.getValue());
    }
  }

  @Override
  public OrderState deserialize(DataInputView in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "State of an order has layout " + version + "; this version reads " + VERSION + ".");
    }
    OrderState state = new OrderState();
    state.info = in.readBoolean() ? TableWire.readOrder(in) : null;
    state.sourceVersion = in.readLong();
    state.ended = in.readBoolean();
    read(state.assets, in);
    read(state.unanswered, in);
    return state;
  }

  private static void read(Map<String, Long> into, DataInputView in) throws IOException {
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      String asset = Words.read(in);
      into.put(asset, in.readLong());
    }
  }

  @Override
  public TypeSerializerSnapshot<OrderState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OrderState> {
    public Snapshot() {
      super(OrderStateSerializer::new);
    }
  }
}
