package io.takt.bench.peer;

import io.takt.bench.peer.AssetBooking.Doing;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** An asset's booking as it is kept: its fields one after the other, each of a fixed width. */
final class AssetBookingSerde implements Serde<AssetBooking> {

  private static final int BYTES = 1 + 9 * Long.BYTES;

  @Override
  public Serializer<AssetBooking> serializer() {
    return (topic, booking) -> booking == null ? null : write(booking);
  }

  @Override
  public Deserializer<AssetBooking> deserializer() {
    return (topic, bytes) -> bytes == null ? null : read(bytes);
  }

  private static byte code(Doing doing) {
    return switch (doing) {
      case OTHER -> 0;
      case RUNS -> 1;
      case STANDS -> 2;
    };
  }

  private static Doing doing(byte code) {
    return switch (code) {
      case 0 -> Doing.OTHER;
      case 1 -> Doing.RUNS;
      case 2 -> Doing.STANDS;
      default -> throw new SerializationException("There is no state with code " + code + ".");
    };
  }

  private static byte[] write(AssetBooking booking) {
    return ByteBuffer.allocate(BYTES)
        .put(code(booking.doing))
        .putDouble(booking.unitMs)
        .putLong(booking.minute)
        .putLong(booking.bookedTo)
        .putLong(booking.runningMs)
        .putLong(booking.stoppedMs)
        .putDouble(booking.good)
        .putDouble(booking.idealMs)
        .putLong(booking.countedAt)
        .putDouble(booking.countedThen)
        .array();
  }

  private static AssetBooking read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    AssetBooking booking = new AssetBooking();
    booking.doing = doing(in.get());
    booking.unitMs = in.getDouble();
    booking.minute = in.getLong();
    booking.bookedTo = in.getLong();
    booking.runningMs = in.getLong();
    booking.stoppedMs = in.getLong();
    booking.good = in.getDouble();
    booking.idealMs = in.getDouble();
    booking.countedAt = in.getLong();
    booking.countedThen = in.getDouble();
    return booking;
  }
}
