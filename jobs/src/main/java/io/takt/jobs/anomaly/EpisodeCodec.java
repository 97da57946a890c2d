package io.takt.jobs.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Episodes in the asset's state. */
@SuppressWarnings("EnumOrdinal") // New values go to the end: the order is part of what is written.
final class EpisodeCodec {

  private EpisodeCodec() {}

  static void writeOptional(DataOutput out, Episode episode) throws IOException {
    out.writeBoolean(episode != null);
    if (episode != null) {
      write(out, episode);
    }
  }

  static Episode readOptional(DataInput in) throws IOException {
    return in.readBoolean() ? read(in) : null;
  }

  static void write(DataOutput out, Episode episode) throws IOException {
    out.writeLong(episode.startedAt());
    out.writeLong(episode.peakAt());
    out.writeLong(episode.lastAt());
    out.writeBoolean(episode.endedAt() != null);
    if (episode.endedAt() != null) {
      out.writeLong(episode.endedAt());
    }
    out.writeDouble(episode.severity());
    out.writeUTF(episode.regime());
    out.writeByte(episode.firstDetector().ordinal());
    out.writeInt(episode.contributions().size());
    for (Contribution part : episode.contributions()) {
      out.writeUTF(part.signal());
      out.writeDouble(part.share());
      out.writeDouble(part.actual());
      out.writeDouble(part.expected());
      out.writeDouble(part.lower());
      out.writeDouble(part.upper());
      out.writeByte(part.direction().ordinal());
    }
    out.writeUTF(episode.workOrder());
    out.writeUTF(episode.product());
    out.writeBoolean(episode.withdrawn());
  }

  static Episode read(DataInput in) throws IOException {
    long startedAt = in.readLong();
    long peakAt = in.readLong();
    long lastAt = in.readLong();
    Long endedAt = in.readBoolean() ? in.readLong() : null;
    double severity = in.readDouble();
    String regime = in.readUTF();
    Evidence detector = Evidence.values()[in.readByte()];
    int count = in.readInt();
    List<Contribution> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(
          new Contribution(
              in.readUTF(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              Direction.values()[in.readByte()]));
    }
    return new Episode(
        startedAt,
        peakAt,
        lastAt,
        endedAt,
        severity,
        regime,
        detector,
        parts,
        in.readUTF(),
        in.readUTF(),
        in.readBoolean());
  }
}
