package io.takt.jobs.intake;

import io.takt.jobs.intake.AssetInput.Bundle;
import io.takt.jobs.intake.AssetInput.Described;
import io.takt.jobs.intake.AssetInput.Ordered;
import io.takt.jobs.intake.AssetInput.Rated;
import io.takt.jobs.intake.AssetInput.Removed;
import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.wire.FactWire;
import io.takt.jobs.wire.TableWire;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import io.takt.jobs.wire.Words;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link AssetInput} on its way through the one shuffle. */
@SuppressWarnings("EnumOrdinal") // New values go to the end: the order is part of what is written.
public final class AssetInputSerializer extends WireSerializer<AssetInput> {

  private static final long serialVersionUID = 1L;

  /** The type of a stream of these. */
  public static final TypeInformation<AssetInput> TYPE =
      new WireType<>(AssetInput.class, new AssetInputSerializer());

  private static final FactTopic[] TOPICS = FactTopic.values();

  private static final int REPORTED = 0;
  private static final int DESCRIBED = 1;
  private static final int REMOVED = 2;
  private static final int RATED = 3;
  private static final int ORDERED = 4;
  private static final int BUNDLE = 5;

  /** Beside a topic: the fact lies in the same partition as the one before it in the bundle. */
  private static final int SAME_PARTITION = 0x40;

  @Override
  public void serialize(AssetInput input, DataOutputView out) throws IOException {
    if (input instanceof Reported reported) {
      out.writeByte(REPORTED);
      write(reported, out);
    } else if (input instanceof Bundle bundle) {
      out.writeByte(BUNDLE);
      write(bundle, out);
    } else if (input instanceof Described described) {
      out.writeByte(DESCRIBED);
      Words.write(described.asset(), out);
      TableWire.write(described.settings(), out);
    } else if (input instanceof Removed removed) {
      out.writeByte(REMOVED);
      Words.write(removed.asset(), out);
    } else if (input instanceof Rated rated) {
      out.writeByte(RATED);
      Words.write(rated.asset(), out);
      Words.write(rated.product(), out);
      TableWire.writeRates(rated.secondsPerUnit(), out);
    } else if (input instanceof Ordered ordered) {
      out.writeByte(ORDERED);
      Words.write(ordered.asset(), out);
      TableWire.write(ordered.order(), out);
    }
  }

  /** The asset once, and of each fact what is others than of the one before it. */
  private static void write(Bundle bundle, DataOutput out) throws IOException {
    Words.write(bundle.asset(), out);
    out.writeInt(bundle.facts().size());
    int partition = -1;
    String source = null;
    for (Reported reported : bundle.facts()) {
      if (reported.partition() == partition) {
        out.writeByte(reported.topic().ordinal() | SAME_PARTITION);
      } else {
        partition = reported.partition();
        out.writeByte(reported.topic().ordinal());
        out.writeInt(partition);
      }
      out.writeLong(reported.offset());
      FactWire.write(reported.fact(), source, out);
      source = reported.fact().source();
    }
  }

  private static Bundle readBundle(DataInput in) throws IOException {
    String asset = Words.read(in);
    int size = in.readInt();
    List<Reported> facts = new ArrayList<>(size);
    int partition = -1;
    String source = null;
    for (int i = 0; i < size; i++) {
      int place = in.readByte();
      if ((place & SAME_PARTITION) == 0) {
        partition = in.readInt();
      }
      long offset = in.readLong();
      Fact fact = FactWire.read(source, in);
      source = fact.source();
      facts.add(new Reported(TOPICS[place & ~SAME_PARTITION], partition, offset, asset, fact));
    }
    return new Bundle(asset, facts);
  }

  static void write(Reported reported, DataOutput out) throws IOException {
    Words.write(reported.asset(), out);
    out.writeByte(reported.topic().ordinal());
    out.writeInt(reported.partition());
    out.writeLong(reported.offset());
    FactWire.write(reported.fact(), out);
  }

  @Override
  public AssetInput deserialize(DataInputView in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case REPORTED -> readReported(in);
      case BUNDLE -> readBundle(in);
      case DESCRIBED -> new Described(Words.read(in), TableWire.readSettings(in));
      case REMOVED -> new Removed(Words.read(in));
      case RATED -> new Rated(Words.read(in), Words.read(in), TableWire.readRates(in));
      case ORDERED -> new Ordered(Words.read(in), TableWire.readOrder(in));
      default -> throw new IOException("No input of an asset is written with kind " + kind);
    };
  }

  static Reported readReported(DataInput in) throws IOException {
    String asset = Words.read(in);
    FactTopic topic = TOPICS[in.readByte()];
    return new Reported(topic, in.readInt(), in.readLong(), asset, FactWire.read(in));
  }

  @Override
  public TypeSerializerSnapshot<AssetInput> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AssetInput> {
    public Snapshot() {
      super(AssetInputSerializer::new);
    }
  }
}
