package io.takt.jobs.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * An asset's model as bytes. A model that was read goes on bit for bit as the one that was written.
 */
@SuppressWarnings("EnumOrdinal") // New values go to the end: the order is part of what is written.
public final class AssetModelCodec {
  private static final int VERSION = 1;

  private AssetModelCodec() {}

  /** Writes all of it. */
  public static void write(AssetModel model, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeInt(model.sensors.size());
    for (SensorWatch sensor : model.sensors) {
      sensor.write(out);
    }
    out.writeInt(model.regimes.size());
    for (Map.Entry<String, RegimeModel> regime : model.regimes.entrySet()) {
      out.writeUTF(regime.getKey());
      regime.getValue().write(out);
    }
    model.alarm.write(out);
    out.writeBoolean(model.forest != null);
    if (model.forest != null) {
      model.forest.write(out);
    }
    out.writeLong(model.rows);
    out.writeLong(model.rowAt);
    out.writeByte(model.activity.ordinal());
    out.writeUTF(model.product);
    out.writeUTF(model.workOrder);
    out.writeLong(model.contextSince);
    out.writeBoolean(model.settledAll);
    out.writeDouble(model.gradeHeld);
    out.writeDouble(model.lastScore);
    out.writeLong(model.lastScoreRow);
    out.writeLong(model.lastChangeRow);
    out.writeInt(model.rowsChanging);
    out.writeLong(model.lateSamples);
    out.writeLong(model.ignoredSamples);
  }

  /**
   * Reads what was written.
   *
   * @throws IOException when the bytes are of a version that is not known, or broken
   */
  public static AssetModel read(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException(
          "An asset's model of version " + version + " cannot be read; known is " + VERSION);
    }
    AssetModel model = new AssetModel();
    int sensors = in.readInt();
    for (int i = 0; i < sensors; i++) {
      model.sensors.add(SensorWatch.read(in));
    }
    int regimes = in.readInt();
    for (int i = 0; i < regimes; i++) {
      model.regimes.put(in.readUTF(), RegimeModel.read(in));
    }
    model.alarm = Alarm.read(in);
    model.forest = in.readBoolean() ? Forest.read(in) : null;
    model.rows = in.readLong();
    model.rowAt = in.readLong();
    model.activity = Activity.values()[in.readByte()];
    model.product = in.readUTF();
    model.workOrder = in.readUTF();
    model.contextSince = in.readLong();
    model.settledAll = in.readBoolean();
    model.gradeHeld = in.readDouble();
    model.lastScore = in.readDouble();
    model.lastScoreRow = in.readLong();
    model.lastChangeRow = in.readLong();
    model.rowsChanging = in.readInt();
    model.lateSamples = in.readLong();
    model.ignoredSamples = in.readLong();
    return model;
  }
}
