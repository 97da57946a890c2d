package io.takt.jobs.telemetry;

import io.takt.jobs.intake.AssetInputSerializer;
import io.takt.jobs.intake.Sensed;
import io.takt.jobs.intake.SensedSerializer;
import io.takt.jobs.telemetry.Watched.OfPlant;
import io.takt.jobs.telemetry.Watched.OfSignals;
import io.takt.jobs.wire.WireSerializer;
import io.takt.jobs.wire.WireType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Watched} on its way through the shuffle. */
public final class WatchedSerializer extends WireSerializer<Watched> {

  private static final long serialVersionUID = 1L;

  /** The type of a stream of these. */
  public static final TypeInformation<Watched> TYPE =
      new WireType<>(Watched.class, new WatchedSerializer());

  private static final SensedSerializer SENSED = new SensedSerializer();
  private static final AssetInputSerializer PLANT = new AssetInputSerializer();

  @Override
  public void serialize(Watched watched, DataOutputView out) throws IOException {
    if (watched instanceof OfSignals signals) {
      out.writeBoolean(true);
      SENSED.serialize(signals.sensed(), out);
    } else if (watched instanceof OfPlant plant) {
      out.writeBoolean(false);
      PLANT.serialize(plant.input(), out);
    }
  }

  @Override
  public Watched deserialize(DataInputView in) throws IOException {
    if (!in.readBoolean()) {
      return new OfPlant(PLANT.deserialize(in));
    }
    Sensed sensed = SENSED.deserialize(in);
    if (sensed instanceof Sensed.OfAsset ofAsset) {
      return new OfSignals(ofAsset);
    }
    throw new IOException("The detector is told of no asset: " + sensed);
  }

  @Override
  public TypeSerializerSnapshot<Watched> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint says of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Watched> {
    public Snapshot() {
      super(WatchedSerializer::new);
    }
  }
}
