package io.takt.jobs.intake;

import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import io.takt.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link OrderReference} on its way to the order. */
public final class OrderReferenceSerializer extends WireSerializer<OrderReference> {

  private static final long serialVersionUID = 1L;

  /** The type of a stream of these. */
  public static final TypeInformation<OrderReference> TYPE =
      new WireType<>(OrderReference.class, new OrderReferenceSerializer());

  @Override
  public void serialize(OrderReference reference, DataOutputView out) throws IOException {
    Words.write(reference.order(), out);
    Words.write(reference.asset(), out);
    out.writeLong(reference.at());
    out.writeLong(reference.arrivedAt());
  }

  @Override
  public OrderReference deserialize(DataInputView in) throws IOException {
    return new OrderReference(Words.read(in), Words.read(in), in.readLong(), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<OrderReference> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OrderReference> {
    public Snapshot() {
      super(OrderReferenceSerializer::new);
    }
  }
}
