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

  void write(DataOutput out) throws IOException {
    ShiftReportCodec.write(heard, out);
    time.write(out);
  }

  static Touched read(DataInput in) throws IOException {
    Heard heard = ShiftReportCodec.readHeard(in);
    return new Touched(heard, Ranges.read(in));
  }
}
