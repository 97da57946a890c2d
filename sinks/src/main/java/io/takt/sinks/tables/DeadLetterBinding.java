package io.takt.sinks.tables;

import io.takt.avro.DeadLetter;
import io.takt.sinks.copy.CopyBuffer;
import java.nio.ByteBuffer;
import java.util.List;

/** Messages that could not be used. */
public final class DeadLetterBinding extends OneRow<DeadLetter> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  public DeadLetterBinding() {
    super(
        "dead_letter",
        List.of("topic", "partition", "\"offset\""),
        null,
        List.of("reason", "detail", "key", "value", "arrived_at"));
  }

  @Override
  public Key key(DeadLetter letter) {
    return TextKey.of(letter.getTopic(), letter.getPartition(), letter.getOffset());
  }

  @Override
  public boolean usuallyUpdates() {
    return false;
  }

  @Override
  void encode(DeadLetter letter, CopyBuffer row) {
    row.text(letter.getTopic());
    row.int4(letter.getPartition());
    row.int8(letter.getOffset());
    row.text(letter.getReason().name());
    row.text(letter.getDetail());
    row.bytea(bytes(letter.getKey()));
    row.bytea(bytes(letter.getValue()));
    row.timestamp(letter.getArrivedAt());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
