package io.takt.jobs.timeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Time of reported shifts that something heard may have changed; not yet compared. */
final class Touched {
  Heard heard;
  final Ranges time;

  Touched(Heard heard) {
    this(heard, new Ranges());
  }

  private Touched(Heard heard, Ranges time) {
    this.heard = heard;
    this.time = time;
  }

  Touched copy() {
    return new Touched(heard, time.copy());
  }

  void write(DataOutput out, CompactOutput compact) throws IOException {
    ShiftReportCodec.write(heard, out);
    compact.ranges(time);
  }

  static Touched read(DataInput in, CompactInput compact) throws IOException {
    Heard heard = ShiftReportCodec.readHeard(in);
    return new Touched(heard, compact.ranges());
  }

  /** As earlier layouts had it. */
  static Touched readWide(DataInput in) throws IOException {
    Heard heard = ShiftReportCodec.readHeard(in);
    return new Touched(heard, Ranges.readWide(in));
  }
}
