package io.takt.jobs.downtime.cause;

import io.takt.jobs.downtime.cause.LineEvent.AlarmTold;
import io.takt.jobs.downtime.cause.LineEvent.AnomalyTold;
import io.takt.jobs.downtime.cause.LineEvent.OrderTold;
import io.takt.jobs.downtime.cause.LineEvent.Placed;
import io.takt.jobs.downtime.cause.LineEvent.Removed;
import io.takt.jobs.downtime.cause.LineEvent.StateTold;
import io.takt.jobs.downtime.cause.LineEvent.StopGone;
import io.takt.jobs.downtime.cause.LineEvent.StopTold;
import io.takt.jobs.downtime.cause.LineEvent.WordTold;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How events of a line are written. A kind's number never changes. */
public final class EventCodec {

  private EventCodec() {}

  /** An event. */
  public static void write(LineEvent event, DataOutput out) throws IOException {
    if (event instanceof Placed placed) {
      begin(0, event, out);
      Codec.word(placed.assetClass(), out);
      Codec.word(placed.site(), out);
      Codec.word(placed.line(), out);
      out.writeInt(placed.position());
    } else if (event instanceof Removed) {
      begin(1, event, out);
    } else if (event instanceof StateTold told) {
      begin(2, event, out);
      out.writeLong(told.at());
      Codec.state(told.state(), out);
    } else if (event instanceof AlarmTold told) {
      begin(3, event, out);
      out.writeLong(told.at());
      Codec.word(told.code(), out);
      out.writeBoolean(told.active());
      Codec.severity(told.severity(), out);
    } else if (event instanceof StopTold told) {
      begin(4, event, out);
      stop(told, out);
    } else if (event instanceof StopGone gone) {
      begin(5, event, out);
      out.writeLong(gone.start());
    } else if (event instanceof WordTold told) {
      begin(6, event, out);
      Codec.word(told.id(), out);
      out.writeLong(told.at());
      out.writeLong(told.from());
      out.writeLong(told.to());
      Codec.word(told.reason(), out);
      Codec.word(told.by(), out);
      Codec.word(told.takesBack(), out);
    } else if (event instanceof OrderTold told) {
      begin(7, event, out);
      out.writeLong(told.at());
      Codec.word(told.order(), out);
    } else if (event instanceof AnomalyTold told) {
      begin(8, event, out);
      out.writeLong(told.at());
      Codec.word(told.signal(), out);
      Codec.word(told.direction(), out);
      out.writeDouble(told.severity());
    }
  }

  private static void begin(int kind, LineEvent event, DataOutput out) throws IOException {
    out.writeByte(kind);
    Codec.word(event.asset(), out);
  }

  private static void stop(StopTold told, DataOutput out) throws IOException {
    out.writeLong(told.start());
    out.writeLong(told.end());
    Codec.state(told.state(), out);
    Codec.category(told.category(), out);
    Codec.word(told.reason(), out);
    Codec.word(told.order(), out);
    Codec.word(told.product(), out);
    Codec.word(told.shift(), out);
    out.writeLong(told.planned());
    out.writeLong(told.unscheduled());
    out.writeLong(told.booked());
  }

  /** An event as {@link #write} wrote it. */
  public static LineEvent read(DataInput in) throws IOException {
    int kind = in.readByte();
    String asset = Codec.word(in);
    return switch (kind) {
      case 0 -> new Placed(asset, Codec.word(in), Codec.word(in), Codec.word(in), in.readInt());
      case 1 -> new Removed(asset);
      case 2 -> new StateTold(asset, in.readLong(), Codec.state(in));
      case 3 ->
          new AlarmTold(asset, in.readLong(), Codec.word(in), in.readBoolean(), Codec.severity(in));
      case 4 ->
          new StopTold(
              asset,
              in.readLong(),
              in.readLong(),
              Codec.state(in),
              Codec.category(in),
              Codec.word(in),
              Codec.word(in),
              Codec.word(in),
              Codec.word(in),
              in.readLong(),
              in.readLong(),
              in.readLong());
      case 5 -> new StopGone(asset, in.readLong());
      case 6 ->
          new WordTold(
              asset,
              Codec.word(in),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              Codec.word(in),
              Codec.word(in),
              Codec.word(in));
      case 7 -> new OrderTold(asset, in.readLong(), Codec.word(in));
      case 8 ->
          new AnomalyTold(asset, in.readLong(), Codec.word(in), Codec.word(in), in.readDouble());
      default -> throw new IOException("There is no event of kind " + kind + ".");
    };
  }
}
