package io.takt.jobs.timeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reports of shifts as bytes; the first byte is the version of the layout. */
public final class ShiftReportCodec {
  private static final byte VERSION = 1;

  private ShiftReportCodec() {}

  public static void write(ShiftReport report, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    FactCodec.word(report.shift(), out);
    out.writeLong(report.start());
    out.writeLong(report.end());
    out.writeInt(report.businessDay());
    out.writeInt(report.versions().size());
    for (ShiftReport.Version version : report.versions()) {
      write(version.heard(), out);
      version.sums().write(out);
    }
  }

  public static ShiftReport read(DataInput in) throws IOException {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("shift report layout " + version + ", this version reads " + VERSION);
    }
    String shift = FactCodec.word(in);
    long start = in.readLong();
    long end = in.readLong();
    int businessDay = in.readInt();
    int size = in.readInt();
    List<ShiftReport.Version> versions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Heard heard = readHeard(in);
      versions.add(ShiftReport.Version.of(heard, ShiftSums.read(in)));
    }
    return new ShiftReport(shift, start, end, businessDay, versions);
  }

  static void write(Heard heard, DataOutput out) throws IOException {
    out.writeByte(heard.causes().size());
    for (RestatementCause cause : heard.causes()) {
      out.writeUTF(cause.name());
    }
    out.writeLong(heard.from());
    out.writeLong(heard.to());
    FactCodec.word(heard.event(), out);
    FactCodec.word(heard.operator(), out);
    FactCodec.word(heard.note(), out);
  }

  static Heard readHeard(DataInput in) throws IOException {
    Set<RestatementCause> causes = EnumSet.noneOf(RestatementCause.class);
    for (int i = in.readByte(); i > 0; i--) {
      causes.add(RestatementCause.valueOf(in.readUTF()));
    }
    return new Heard(
        causes,
        in.readLong(),
        in.readLong(),
        FactCodec.word(in),
        FactCodec.word(in),
        FactCodec.word(in));
  }
}
